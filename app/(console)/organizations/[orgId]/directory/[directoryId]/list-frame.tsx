import type { ReactNode } from 'react';
import type { AddressParameters } from '@/components/lists/list-address';
import { Link } from '@/components/ui/link';
import type { DirectoryRecord } from '@/lib/directories/directory-record';

/** A page that lists something of a directory. */
export type DirectoryListProps = {
  params: Promise<{ orgId: string; directoryId: string }>;
  searchParams: Promise<AddressParameters>;
};

/** The heading of a list of a directory, and the way back to it. */
export function ListFrame({
  directory,
  title,
  children,
}: {
  directory: DirectoryRecord;
  title: string;
  children: ReactNode;
}) {
  const { organizationId, directoryId, name } = directory;
  return (
    <div className="pt-6">
      <div className="px-7 max-tablet:px-4">
        <Link
          href={`/organizations/${organizationId}/directory/${directoryId}`}
          className="inline-flex min-h-6 items-center rounded-xs text-ink-3 text-sm hover:text-ink hover:underline"
        >
          {name}
        </Link>
        <h2 className="font-heading text-lg">{title}</h2>
      </div>
      {children}
    </div>
  );
}
