import type { DirectoryRequestRow } from '@/lib/directories/list-directory-requests';
import { classNames } from '../ui/class-names';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { changesWords, requestWords, whomWords } from './directory-words';

export type DirectoryLogTableProps = {
  rows: readonly DirectoryRequestRow[];
  /** The server's clock, as ISO text. */
  now: string;
  /** Without the requests themselves. */
  isBrief?: boolean;
};

/** What a directory asked for, the newest first, and what came of it. */
export function DirectoryLogTable({ rows, now, isBrief = false }: DirectoryLogTableProps) {
  return (
    <Table label="Log">
      <TableHead>
        <TableHeader>Whom</TableHeader>
        <TableHeader>What came of it</TableHeader>
        {!isBrief && <TableHeader>Request</TableHeader>}
        <TableHeader align="end">When</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <LogRow key={row.id} row={row} now={now} isBrief={isBrief} />
        ))}
      </TableBody>
    </Table>
  );
}

type LogRowProps = { row: DirectoryRequestRow; now: string; isBrief: boolean };

function LogRow({ row, now, isBrief }: LogRowProps) {
  return (
    <TableRow>
      <TableCell
        phone="lead"
        className={classNames('tablet:max-w-0', isBrief ? 'tablet:w-[40%]' : 'tablet:w-[24%]')}
      >
        <span
          title={row.subject ?? undefined}
          className={classNames('block truncate', row.subject ? 'font-strong text-ink' : 'text-ink-3')}
        >
          {whomWords(row)}
        </span>
      </TableCell>
      <TableCell phone="second" className="wrap-anywhere">
        <WhatCameOfIt row={row} />
      </TableCell>
      {!isBrief && (
        <TableCell className="tablet:w-[26%] tablet:max-w-0">
          <code title={row.path} className="block truncate font-mono text-[12.5px] text-ink-3">
            {row.status} {row.method} {row.path}
          </code>
        </TableCell>
      )}
      <TableCell phone="trail" align="end" className="whitespace-nowrap text-ink-3">
        <RelativeTime iso={row.at.toISOString()} now={now} />
      </TableCell>
    </TableRow>
  );
}

function WhatCameOfIt({ row }: { row: DirectoryRequestRow }) {
  if (row.status >= 400) {
    return (
      <Status tone="bad" note={requestWords(row)}>
        Refused
      </Status>
    );
  }
  if (row.outcome === 'connection_tested') {
    return (
      <Status tone="ok" note={requestWords(row)}>
        Connected
      </Status>
    );
  }
  return (
    <>
      <span className="text-ink-2">{requestWords(row)}</span>
      {changesWords(row.changes).map((words) => (
        <span key={words} className="block text-ink-3 text-sm">
          {words}
        </span>
      ))}
    </>
  );
}
