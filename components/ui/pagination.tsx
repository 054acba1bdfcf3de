import type { ReactNode } from 'react';
import { buttonClassNames } from './button-class-names';
import { Link } from './link';

export type PaginationProps = {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** "1–50". */
  range?: ReactNode;
  /** At the start of the line: a live indicator. */
  children?: ReactNode;
};

/** The line under a list: links to the page before and after, greyed where there is none; no links to only one page. */
export function Pagination({ previousHref, nextHref, range, children }: PaginationProps) {
  return (
    <div className="flex items-center gap-2.5 px-7 py-3 text-ink-3 max-tablet:px-4">
      {children}
      <span className="grow" />
      {range && <span className="tabular-nums">{range}</span>}
      {(previousHref || nextHref) && (
        <nav aria-label="Pages" className="flex gap-2">
          <PageLink href={previousHref} relation="prev">
            Previous
          </PageLink>
          <PageLink href={nextHref} relation="next">
            Next
          </PageLink>
        </nav>
      )}
    </div>
  );
}

type PageLinkProps = { href: string | undefined; relation: 'prev' | 'next'; children: string };

function PageLink({ href, relation, children }: PageLinkProps) {
  if (!href) {
    return (
      // A link without an address is how a link is disabled: it stays in its place and is read as such.
      // biome-ignore lint/a11y/useSemanticElements: an anchor without an address loses its role
      // biome-ignore lint/a11y/useFocusableInteractive: there is nothing to press
      <span
        role="link"
        aria-disabled="true"
        className={buttonClassNames({}, 'pointer-events-none shadow-none aria-disabled:opacity-45')}
      >
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
