import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse, refuseField } from '../errors';
import { newId } from '../id';
import type { AddCertificatesInput } from './connection.schema';
import type { ConnectionRecord } from './connection-record';
import { noteWhoVouches } from './guard-connection';
import { connectionTarget, lockConnection } from './lock-connection';
import { type ParsedCertificate, parseCertificates } from './parse-certificates';

/** The present one, the next one, and room to be careless. */
const certificatesMaximum = 10;

/**
 * Adds certificates of the identity provider beside those that are there, any of which may have signed: that is how one is
 * replaced by the next without a login failing. One that is there already is no refusal. See `parseCertificates` for
 * what is refused.
 */
export async function addCertificates(ctx: Ctx, input: AddCertificatesInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const parsed = parseCertificates(input.certificates, ctx.now);
  await ctx.db.$transaction(async (tx) => {
    const connection = await lockConnection(tx, input);
    const added = await insertCertificates(tx, ctx, connection, parsed);
    if (added.length === 0) return;
    await noteWhoVouches(tx, ctx, connection);
    await recordAudit(tx, ctx, {
      action: 'connection.updated',
      organizationId: input.organizationId,
      target: connectionTarget(connection),
      changes: { after: { certificatesAdded: added.map(describeCertificate) } },
    });
  });
}

/** Those that were not there; refuses more than a connection can have. Wants the lock on the connection. */
export async function insertCertificates(
  tx: Transaction,
  ctx: Ctx,
  connection: ConnectionRecord,
  parsed: readonly ParsedCertificate[],
): Promise<readonly ParsedCertificate[]> {
  if (connection.type !== 'SAML')
    return refuse('conflict', 'An OpenID Connect connection has no certificates.');
  const known = new Set(connection.certificates.map(({ fingerprint }) => fingerprint));
  const added = parsed.filter(({ fingerprint }) => !known.has(fingerprint));
  if (known.size + added.length > certificatesMaximum)
    refuseField(
      'certificates',
      `A connection can have ${certificatesMaximum} certificates. Remove old ones first.`,
    );
  await tx.connectionCertificate.createMany({
    data: added.map((certificate) => ({
      id: newId('certificate', ctx.now),
      connectionId: connection.connectionId,
      createdAt: ctx.now,
      ...certificate,
    })),
  });
  return added;
}

/** How the audit log names one. */
export function describeCertificate({ subject, fingerprint }: ParsedCertificate): string {
  return `${subject} (${fingerprint.slice(0, 16)})`;
}
