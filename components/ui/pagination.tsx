import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClassNames } from './button-class-names';

export type PaginationProps = {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** "1–50". */
  range?: ReactNode;
  /** At the start of the line: a live indicator. */
  children?: ReactNode;
};

/** The line under a list: links to the page before and after, greyed where there is none. */
export function Pagination({ previousHref, nextHref, range, children }: PaginationProps) {
  return (
    <div className="flex items-center gap-2.5 px-7 py-3 text-ink-3 max-tablet:px-4">
      {children}
      <span className="grow" />
      {range && <span className="tabular-nums">{range}</span>}
      <nav aria-label="Pages" className="flex gap-2">
        <PageLink href={previousHref} relation="prev">
          Previous
        </PageLink>
        <PageLink href={nextHref} relation="next">
          Next
        </PageLink>
      </nav>
    </div>
  );
}

type PageLinkProps = { href: string | undefined; relation: 'prev' | 'next'; children: string };

function PageLink({ href, relation, children }: PageLinkProps) {
  if (!href) {
    return (
      <span aria-hidden="true" className={buttonClassNames({}, 'pointer-events-none opacity-45 shadow-none')}>
        {children}
      </span>
    );
  }
  return (
    <Link href={href} rel={relation} className={buttonClassNames({})}>
      {children}
    </Link>
  );
}
