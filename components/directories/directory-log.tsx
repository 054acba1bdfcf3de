import type { DirectoryRequestRow } from '@/lib/directories/list-directory-requests';
import { SectionHeader } from '../ui/page-header';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { requestWords } from './directory-words';

export type DirectoryLogProps = {
  rows: readonly DirectoryRequestRow[];
  /** The server's clock, as ISO text. */
  now: string;
};

/** The last that a directory asked for, and what came of it: whether it works is seen here first. */
export function DirectoryLog({ rows, now }: DirectoryLogProps) {
  return (
    <section aria-labelledby="log" className="pt-9 pb-3">
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title={<span id="log">Log</span>}
          description={
            rows.length > 0
              ? 'The last changes that the directory asked for, and why those that were refused were.'
              : 'The directory has sent nothing yet.'
          }
        />
      </div>
      {rows.length > 0 && (
        <Table label="Log">
          <TableHead>
            <TableHeader>Whom</TableHeader>
            <TableHeader>What came of it</TableHeader>
            <TableHeader>Request</TableHeader>
            <TableHeader align="end">When</TableHeader>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <LogRow key={row.id} row={row} now={now} />
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}

function LogRow({ row, now }: { row: DirectoryRequestRow; now: string }) {
  const isRefused = row.status >= 400;
  return (
    <TableRow>
      <TableCell phone="lead" className="tablet:w-[24%] tablet:max-w-0">
        <span title={row.subject ?? undefined} className="block truncate font-strong text-ink">
          {row.subject ?? '–'}
        </span>
      </TableCell>
      <TableCell phone="second" className="wrap-anywhere">
        {isRefused ? (
          <Status tone="bad" note={requestWords(row)}>
            Refused
          </Status>
        ) : (
          <span className="text-ink-2">{requestWords(row)}</span>
        )}
      </TableCell>
      <TableCell className="tablet:w-[26%] tablet:max-w-0">
        <code title={row.path} className="block truncate font-mono text-[12.5px] text-ink-3">
          {row.method} {row.path} {row.status}
        </code>
      </TableCell>
      <TableCell phone="trail" align="end" className="whitespace-nowrap text-ink-3">
        <RelativeTime iso={row.at.toISOString()} now={now} />
      </TableCell>
    </TableRow>
  );
}
