import type { DirectoryRequestRow } from '@/lib/directories/list-directory-requests';
import { Link } from '../ui/link';
import { SectionHeader } from '../ui/page-header';
import { DirectoryLogTable } from './directory-log-table';

export type DirectoryLogProps = {
  rows: readonly DirectoryRequestRow[];
  /** The server's clock, as ISO text. */
  now: string;
  /** Where all of it can be searched. */
  href?: string | undefined;
};

/** The last that a directory asked for, and what came of it: whether it works is seen here first. */
export function DirectoryLog({ rows, now, href }: DirectoryLogProps) {
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
          actions={href && rows.length > 0 && <Link href={href}>Search the whole log</Link>}
        />
      </div>
      {rows.length > 0 && <DirectoryLogTable rows={rows} now={now} />}
    </section>
  );
}
