import type { Page } from '@/lib/lists/keyset';

const defaultSize = 10;
const maximumSize = 100;

/** What a list asks for: ten when it does not say, a hundred at most. */
export function readPaging({ pageSize, pageToken }: { pageSize: number; pageToken: string }) {
  return { pageSize: Math.min(pageSize || defaultSize, maximumSize), cursor: pageToken || null };
}

/** The parts of a list's answer that are about its pages. */
export function pageFields(page: Pick<Page<unknown>, 'next' | 'previous'> & { readonly total: number }) {
  return {
    nextPageToken: page.next ?? '',
    prevPageToken: page.previous ?? '',
    totalSize: page.total,
  };
}
