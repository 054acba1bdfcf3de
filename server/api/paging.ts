import { refuseField } from '@/lib/errors';
import type { Page } from '@/lib/lists/keyset';

const defaultSize = 10;
const maximumSize = 100;

/** What a list asks for: ten when it does not say, a hundred at most. */
export function readPaging({ pageSize, pageToken }: { pageSize: number; pageToken: string }) {
  return { pageSize: Math.min(pageSize || defaultSize, maximumSize), cursor: pageToken || null };
}

const defaultNumberedSize = 30;

/** What a list with numbered pages asks for, the first being 0: thirty when it does not say, a hundred at most. */
export function readPageNumber(request: {
  readonly pageNumber?: number | undefined;
  readonly pageSize?: number | undefined;
}) {
  const { pageNumber = 0, pageSize = 0 } = request;
  if (pageNumber < 0) refuseField('pageNumber', 'The first page is 0.');
  if (pageSize < 0) refuseField('pageSize', 'A page has at least one entry.');
  return { page: pageNumber, size: Math.min(pageSize || defaultNumberedSize, maximumSize) };
}

/** The parts of a list's answer that are about its pages. */
export function pageFields(page: Pick<Page<unknown>, 'next' | 'previous'> & { readonly total: number }) {
  return {
    nextPageToken: page.next ?? '',
    prevPageToken: page.previous ?? '',
    totalSize: page.total,
  };
}
