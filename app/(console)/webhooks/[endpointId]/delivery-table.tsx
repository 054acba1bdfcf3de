import { RowLink } from '@/components/lists/row-link';
import { DateTime, RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { eventTypeWords } from '@/components/webhooks/event-type-words';
import type { DeliveryRow } from '@/lib/webhooks/list-deliveries';
import { deliveryStateWords } from '../webhook-words';

export type DeliveryTableProps = {
  endpointId: string;
  rows: readonly DeliveryRow[];
  /** The server's clock, as ISO text. */
  now: string;
};

/** A page of deliveries, newest first. */
export function DeliveryTable({ endpointId, rows, now }: DeliveryTableProps) {
  return (
    <Table label="Deliveries">
      <TableHead>
        <TableHeader>Event</TableHeader>
        <TableHeader>Organization</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>When</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <DeliveryTableRow
            key={row.eventId}
            href={`/webhooks/${endpointId}/${row.eventId}`}
            row={row}
            now={now}
          />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone the second line is the whole of the rest. */
const PHONE_LINES =
  "max-tablet:[grid-template-areas:'lead_trail'_'second_second'] max-tablet:grid-cols-[minmax(0,1fr)_auto]";

function DeliveryTableRow({ href, row, now }: { href: string; row: DeliveryRow; now: string }) {
  const when = <RelativeTime iso={row.createdAt.toISOString()} now={now} />;
  const { label, tone } = deliveryStateWords(row.state);
  return (
    <TableRow className={`cursor-pointer ${PHONE_LINES}`}>
      <TableCell phone="lead" className="tablet:w-[40%] tablet:max-w-0">
        <RowLink href={href} className="tablet:min-h-[38px]">
          <span className="min-w-0">
            <span title={row.type} className="block truncate font-strong">
              {row.type}
            </span>
            <span className="block truncate text-ink-3 text-sm max-tablet:hidden">
              {eventTypeWords(row.type)}
            </span>
          </span>
        </RowLink>
      </TableCell>
      <TableCell phone="second" className="tablet:w-[20%] tablet:max-w-0 text-ink-2">
        <span className="flex gap-x-3 max-tablet:text-sm">
          <span className="min-w-0 truncate">{row.organizationName}</span>
          <span className="ml-auto whitespace-nowrap text-ink-3 tablet:hidden">{when}</span>
        </span>
        <span className="block text-ink-3 text-sm tablet:hidden">
          <DeliveryNote row={row} />
        </span>
      </TableCell>
      <TableCell phone="trail" className="desktop:w-[26%]">
        <Status
          tone={tone}
          note={
            <span className="max-tablet:hidden">
              <DeliveryNote row={row} />
            </span>
          }
        >
          {label}
        </Status>
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-3">{when}</TableCell>
    </TableRow>
  );
}

/** What was answered last and how often it was tried; when it is tried again. */
function DeliveryNote({ row }: { row: DeliveryRow }) {
  const { state, attempts, lastStatus, lastError, nextAttemptAt } = row;
  if (state === 'DELIVERED') return attempts > 1 ? `after ${attempts} attempts` : null;
  const answer = lastStatus ? `answered ${lastStatus}` : lastError;
  if (!answer) return null;
  return (
    <>
      <span className="line-clamp-2 first-letter:uppercase wrap-anywhere">{answer}</span>
      {state === 'PENDING' && nextAttemptAt && (
        <span className="block">
          Again at <DateTime iso={nextAttemptAt.toISOString()} withTime />
        </span>
      )}
    </>
  );
}
