import { RowLink } from '@/components/lists/row-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { MailRow } from '@/lib/mail/list-mail';
import { MailReason, MailStatus } from './mail-status';
import { mailKindLabel } from './mail-words';

export type MailTableProps = {
  rows: readonly MailRow[];
  /** The server's clock, as ISO text. */
  now: string;
};

/** A page of messages, newest first. */
export function MailTable({ rows, now }: MailTableProps) {
  return (
    <Table label="Mail">
      <TableHead>
        <TableHeader>To</TableHeader>
        <TableHeader>Message</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>When</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((mail) => (
          <MailTableRow key={mail.id} mail={mail} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone the second line is the whole of the rest. */
const PHONE_LINES =
  "max-tablet:[grid-template-areas:'lead_trail'_'second_second'] max-tablet:grid-cols-[minmax(0,1fr)_auto]";

function MailTableRow({ mail, now }: { mail: MailRow; now: string }) {
  const when = <RelativeTime iso={mail.createdAt.toISOString()} now={now} />;
  return (
    <TableRow className={`cursor-pointer ${PHONE_LINES}`}>
      <TableCell phone="lead" className="tablet:w-[38%] tablet:max-w-0 desktop:w-[31%]">
        <RowLink href={`/mail/${mail.id}`} className="tablet:min-h-[38px]">
          <span title={mail.to} className="truncate font-strong">
            {mail.to}
          </span>
        </RowLink>
      </TableCell>
      <TableCell phone="second" className="tablet:w-[22%] tablet:max-w-0">
        <span className="flex gap-x-3 text-ink-2 max-tablet:text-sm">
          <About mail={mail} />
          <span className="ml-auto whitespace-nowrap text-ink-3 tablet:hidden">{when}</span>
        </span>
        <span className="mt-0.5 block text-sm wrap-anywhere tablet:hidden">
          <MailReason mail={mail} />
        </span>
      </TableCell>
      <TableCell phone="trail" className="desktop:w-[34%]">
        <MailStatus mail={mail} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-3">{when}</TableCell>
    </TableRow>
  );
}

function About({ mail: { kind, organization } }: { mail: MailRow }) {
  return (
    <span className="min-w-0">
      <span className="block truncate">{mailKindLabel(kind)}</span>
      {organization && (
        <span title={organization.name} className="block truncate text-ink-3 text-sm">
          {organization.name}
        </span>
      )}
    </span>
  );
}
