import { Link } from '../ui/link';

export type Crumb = { label: string; href?: string | undefined };

/** The way down to this page; the last crumb is the page itself. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="px-7 pt-3.5 text-ink-3 text-sm max-tablet:px-4">
      <ol className="flex flex-wrap items-center">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} className="flex min-w-0 items-center">
            {index > 0 && (
              <span aria-hidden="true" className="px-1.5 text-line-strong">
                /
              </span>
            )}
            {crumb.href && index < crumbs.length - 1 ? (
              <Link href={crumb.href} className="inline-flex min-h-6 items-center rounded-xs hover:text-ink">
                {crumb.label}
              </Link>
            ) : (
              <span aria-current={index === crumbs.length - 1 ? 'page' : undefined} className="truncate">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
