import { Prisma } from '@/prisma/generated/client';
import { env } from '../env';

/**
 * The frame of a message (see MailFrame) as jsonb, from a row of the workspace aliased `w`. The sender is the
 * workspace's, else the configured one; it is frozen here with everything else.
 */
export function frameSql(): Prisma.Sql {
  const configured = configuredSender();
  return Prisma.sql`jsonb_build_object('applicationName', w.application_name, 'supportAddress', w.support_address,
    'fromName', coalesce(w.mail_from_name, ${configured.name}::text, w.application_name),
    'fromAddress', coalesce(w.mail_from_address, ${configured.address}::text))`;
}

/** Who mail comes from where the workspace says nothing: RESEND_FROM, an address or a name with one in angle brackets. */
export function configuredSender(): { name: string | null; address: string } {
  const from = env().resend?.from ?? 'usher@localhost';
  const [, name, address] = /^(.*)<([^>]+)>$/.exec(from) ?? [];
  return { name: name?.trim() || null, address: address ?? from };
}
