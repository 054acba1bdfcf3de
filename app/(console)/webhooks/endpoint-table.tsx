import { RowLink } from '@/components/lists/row-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { EndpointRow } from '@/lib/webhooks/endpoint-row';
import type { EndpointHealth } from '@/lib/webhooks/list-endpoints';
import { endpointWords, subscriptionWords } from './webhook-words';

type Row = EndpointRow & EndpointHealth;

export type EndpointTableProps = {
  rows: readonly Row[];
  /** The server's clock, as ISO text. */
  now: string;
};

/** The endpoints, each with what it gets and how it did lately. */
export function EndpointTable({ rows, now }: EndpointTableProps) {
  return (
    <Table label="Webhook endpoints">
      <TableHead>
        <TableHeader>Endpoint</TableHeader>
        <TableHeader>Gets</TableHeader>
        <TableHeader>Last 24 hours</TableHeader>
        <TableHeader>State</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <EndpointTableRow key={row.endpointId} row={row} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone the second line is the whole of the rest. */
const PHONE_LINES =
  "max-tablet:[grid-template-areas:'lead_trail'_'second_second'] max-tablet:grid-cols-[minmax(0,1fr)_auto]";

function EndpointTableRow({ row, now }: { row: Row; now: string }) {
  const { label, tone } = endpointWords(row);
  return (
    <TableRow className={`cursor-pointer ${PHONE_LINES}`}>
      <TableCell phone="lead" className="tablet:w-[44%] tablet:max-w-0">
        <RowLink href={`/webhooks/${row.endpointId}`} className="tablet:min-h-[38px]">
          <span className="min-w-0">
            <span title={row.url} className="block truncate font-strong">
              {row.url}
            </span>
            {row.description && (
              <span title={row.description} className="block truncate text-ink-3 text-sm">
                {row.description}
              </span>
            )}
          </span>
        </RowLink>
      </TableCell>
      <TableCell phone="hidden" className="tablet:w-[18%] tablet:max-w-0 text-ink-2">
        <span title={row.types.join(', ')} className="block truncate">
          {subscriptionWords(row.types)}
        </span>
      </TableCell>
      <TableCell phone="second" className="text-ink-2 max-tablet:text-sm">
        <Lately row={row} now={now} />
      </TableCell>
      <TableCell phone="trail">
        <Status
          tone={tone}
          note={
            row.failingSince && (
              <RelativeTime iso={row.failingSince.toISOString()} now={now} className="max-tablet:hidden" />
            )
          }
        >
          {label}
        </Status>
      </TableCell>
    </TableRow>
  );
}

function Lately({ row: { counts, lastEventAt }, now }: { row: Row; now: string }) {
  if (!lastEventAt) return <span className="text-ink-3">Nothing yet</span>;
  const parts = [
    ...(counts.DELIVERED > 0 ? [`${counts.DELIVERED.toLocaleString('en')} delivered`] : []),
    ...(counts.PENDING > 0 ? [onTheirWay(counts.PENDING)] : []),
    ...(counts.FAILED > 0 ? [`${counts.FAILED.toLocaleString('en')} failed`] : []),
  ];
  return (
    <>
      <span className="block tabular-nums">
        {parts.map((part, index) => (
          <span key={part} className={part.endsWith(' failed') ? 'text-bad' : undefined}>
            {index > 0 && ' · '}
            {part}
          </span>
        ))}
        {parts.length === 0 && 'Nothing'}
      </span>
      <span className="block text-ink-3 text-sm">
        Last event <RelativeTime iso={lastEventAt.toISOString()} now={now} inSentence />
      </span>
    </>
  );
}

function onTheirWay(count: number): string {
  return count === 1 ? '1 on its way' : `${count.toLocaleString('en')} on their way`;
}
