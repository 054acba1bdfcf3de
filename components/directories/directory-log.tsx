import type { ReactNode } from 'react';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import type { DirectoryRequestRow } from '@/lib/directories/list-directory-requests';
import { Link } from '../ui/link';
import { SectionHeader } from '../ui/page-header';
import { DirectoryLogTable } from './directory-log-table';
import { firstStep } from './directory-words';

export type DirectoryLogProps = {
  directory: DirectoryRecord;
  rows: readonly DirectoryRequestRow[];
  /** The server's clock, as ISO text. */
  now: string;
  /** Where all of it can be searched. */
  href?: string | undefined;
  /** Without the requests themselves, where there is little room. */
  isBrief?: boolean;
  /** Whether it follows by itself. */
  live?: ReactNode;
};

/** The last that a directory asked for, and what came of it: whether it works is seen here first. */
export function DirectoryLog(props: DirectoryLogProps) {
  const { directory, rows, now, href, isBrief = false, live } = props;
  return (
    <section aria-labelledby="log" className="pt-7 pb-3">
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title={<span id="log">Log</span>}
          description={
            rows.length > 0
              ? 'The last changes that the directory asked for, and why those that were refused were.'
              : `The directory has sent nothing yet. ${firstStep(directory, now)}`
          }
          actions={
            <>
              {live && <span className="mr-2">{live}</span>}
              {href && rows.length > 0 && (
                <Link href={href} className="underline decoration-line-strong underline-offset-4">
                  Search the whole log
                </Link>
              )}
            </>
          }
        />
      </div>
      {rows.length > 0 && <DirectoryLogTable rows={rows} now={now} isBrief={isBrief} />}
    </section>
  );
}
