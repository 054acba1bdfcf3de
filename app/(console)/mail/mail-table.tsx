import { RowLink } from '@/components/lists/row-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { MailRow } from '@/lib/mail/list-mail';
import { MailStatus } from './mail-status';
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
        <TableHeader>Queued</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((mail) => (
          <MailTableRow key={mail.id} mail={mail} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone the reason has the whole width of a line of its own. */
const PHONE_LINES =
  "max-tablet:[grid-template-areas:'lead_lead_trail'_'second_second_secondtrail'] max-tablet:grid-cols-[minmax(0,1fr)_auto_auto]";

function MailTableRow({ mail, now }: { mail: MailRow; now: string }) {
  return (
    <TableRow className={`cursor-pointer ${PHONE_LINES}`}>
      <TableCell phone="lead" className="tablet:w-[32%] tablet:max-w-0">
        <RowLink href={`/mail/${mail.id}`} className="tablet:min-h-[38px]">
          <span title={mail.to} className="truncate font-strong">
            {mail.to}
          </span>
        </RowLink>
      </TableCell>
      <TableCell phone="second" className="tablet:w-[24%] tablet:max-w-0 max-tablet:text-sm">
        <span className="block truncate text-ink-2">{mailKindLabel(mail.kind)}</span>
        {mail.organization && (
          <span title={mail.organization.name} className="block truncate text-ink-3 text-sm">
            {mail.organization.name}
          </span>
        )}
      </TableCell>
      <TableCell phone="trail">
        <MailStatus mail={mail} />
      </TableCell>
      <TableCell phone="second-trail" className="whitespace-nowrap text-ink-3">
        <RelativeTime iso={mail.createdAt.toISOString()} now={now} />
      </TableCell>
    </TableRow>
  );
}
