import type { ReactNode } from 'react';
import type { Page } from '@/lib/lists/keyset';
import { Pagination } from '../ui/pagination';
import { firstOf, hrefWith, type ListAddress } from './list-address';

export type ListPagesProps = {
  address: ListAddress;
  page: Page<unknown>;
  /** How many rows a full page has. */
  size: number;
  /** At the start of the line: a live indicator. */
  children?: ReactNode;
};

/** The line under a list: which rows these are, and the pages around them. */
export function ListPages({ address, page, size, children }: ListPagesProps) {
  const { rows, previous, next } = page;
  const from = previous === null ? 1 : rowNumber(address);
  const to = from + rows.length - 1;
  return (
    <Pagination
      range={rows.length > 0 && rangeOf(from, to)}
      previousHref={previous ? pageHref(address, previous, Math.max(1, from - size)) : undefined}
      nextHref={next ? pageHref(address, next, to + 1) : undefined}
    >
      {children}
    </Pagination>
  );
}

/** "1–50", or the one number of a single row. */
function rangeOf(from: number, to: number): string {
  const [first, last] = [from, to].map((number) => number.toLocaleString('en'));
  return first === last ? `${first}` : `${first}–${last}`;
}

/** The number of the page's first row travels with the cursor, which itself knows no numbers. */
function rowNumber({ parameters }: ListAddress): number {
  const from = Number(firstOf(parameters.from));
  return Number.isSafeInteger(from) && from > 0 ? from : 1;
}

function pageHref(address: ListAddress, cursor: string, from: number): string {
  return hrefWith(address, { cursor, from: from > 1 ? String(from) : null });
}
