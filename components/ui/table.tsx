import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Link } from './link';

/** Where a cell goes when a row becomes two lines (below 760 px); "hidden" leaves it out there. */
export type PhonePlace = 'select' | 'lead' | 'trail' | 'second' | 'second-trail' | 'menu' | 'hidden';

const PLACES: Record<PhonePlace, string> = {
  select: 'max-tablet:pr-3 max-tablet:[grid-area:select]',
  lead: 'max-tablet:[grid-area:lead]',
  trail: 'max-tablet:pl-3 max-tablet:[grid-area:trail] max-tablet:justify-self-end max-tablet:text-right',
  second: 'max-tablet:[grid-area:second]',
  'second-trail':
    'max-tablet:pl-3 max-tablet:[grid-area:secondtrail] max-tablet:justify-self-end max-tablet:text-right max-tablet:text-sm',
  menu: 'max-tablet:-mr-2 max-tablet:pl-3 max-tablet:[grid-area:menu]',
  hidden: 'max-tablet:hidden',
};

export type TableProps = { label: string; className?: string | undefined; children: ReactNode };

/**
 * A table that stays one for readers at every width: below 760 px its rows are drawn as two lines, and the
 * roles are spelt out because a browser drops them with the table layout. `label` names it.
 */
export function Table({ label, className, children }: TableProps) {
  return (
    <table
      // biome-ignore lint/a11y/noRedundantRoles: drawn as a grid on phones, it would lose the role
      role="table"
      aria-label={label}
      className={classNames('w-full border-collapse max-tablet:block', className)}
    >
      {children}
    </table>
  );
}

/** The head; on phones it is kept for readers and hidden from view. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: on phones it is no part of a table layout and would lose the role
    <thead role="rowgroup" className="max-tablet:sr-only">
      {/* biome-ignore lint/a11y/noRedundantRoles: on phones it is no part of a table layout and would lose the role */}
      <tr role="row">{children}</tr>
    </thead>
  );
}

export type TableHeaderProps = {
  children?: ReactNode;
  /** How the column is sorted now; makes the header a link together with `sortHref`. */
  sorted?: 'ascending' | 'descending' | undefined;
  sortHref?: string | undefined;
  align?: 'start' | 'end';
  className?: string | undefined;
};

/** The name of a column; with `sortHref` a press sorts by it. Give an icon column an `sr-only` name. */
export function TableHeader({ children, sorted, sortHref, align = 'start', className }: TableHeaderProps) {
  return (
    <th
      scope="col"
      // biome-ignore lint/a11y/noRedundantRoles: on phones it is no part of a table layout and would lose the role
      role="columnheader"
      aria-sort={sorted ?? (sortHref ? 'none' : undefined)}
      className={classNames(
        'whitespace-nowrap border-line border-y bg-wash px-3 py-2 font-medium text-ink-3 text-xs',
        'first:pl-7 last:pr-6 max-tablet:first:pl-4',
        align === 'end' ? 'text-right' : 'text-left',
        className,
      )}
    >
      {sortHref ? (
        <SortLink href={sortHref} sorted={sorted}>
          {children}
        </SortLink>
      ) : (
        children
      )}
    </th>
  );
}

/** The rows. */
export function TableBody({ children, ...rest }: ComponentProps<'tbody'>) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: on phones it is no part of a table layout and would lose the role
    <tbody {...rest} role="rowgroup" className={classNames('max-tablet:block', rest.className)}>
      {children}
    </tbody>
  );
}

export type TableRowProps = ComponentProps<'tr'> & {
  selected?: boolean | undefined;
  /** The row that J and K move to: a bar at its start. */
  current?: boolean | undefined;
  /** Has just changed by itself: glows once. */
  changed?: boolean | undefined;
};

/** One row. */
export function TableRow({ selected, current, changed, className, ...rest }: TableRowProps) {
  return (
    <tr
      {...rest}
      // biome-ignore lint/a11y/noRedundantRoles: on phones it is no part of a table layout and would lose the role
      role="row"
      aria-selected={selected}
      className={classNames(
        'group/row border-line border-b transition-colors duration-100 hover:bg-wash',
        'aria-selected:bg-info-wash aria-selected:hover:bg-info-wash',
        'max-tablet:grid max-tablet:gap-y-1 max-tablet:px-4 max-tablet:py-[11px]',
        'max-tablet:grid-cols-[auto_minmax(0,1fr)_auto_auto]',
        "max-tablet:[grid-template-areas:'select_lead_trail_menu'_'select_second_secondtrail_menu']",
        'max-tablet:has-data-[place=select]:[&_[data-avatar]]:hidden',
        current && 'shadow-[inset_2px_0_var(--usher-color-ink)]',
        changed && 'animate-settle',
        className,
      )}
    />
  );
}

export type TableCellProps = Omit<ComponentProps<'td'>, 'align'> & {
  phone?: PhonePlace;
  align?: 'start' | 'end';
};

/** One cell; `phone` says where it goes on a phone. */
export function TableCell({ phone = 'hidden', align = 'start', className, ...rest }: TableCellProps) {
  return (
    <td
      {...rest}
      // biome-ignore lint/a11y/noRedundantRoles: on phones it is no part of a table layout and would lose the role
      role="cell"
      data-place={phone}
      className={classNames(
        'px-3 py-[9px] align-middle first:pl-7 last:pr-6 max-tablet:min-w-0 max-tablet:self-center',
        'max-tablet:p-0 max-tablet:last:pr-0 max-tablet:first:pl-0',
        align === 'end' && 'text-right',
        PLACES[phone],
        className,
      )}
    />
  );
}

type SortLinkProps = { href: string; sorted: TableHeaderProps['sorted']; children: ReactNode };

function SortLink({ href, sorted, children }: SortLinkProps) {
  const Icon = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[sorted ?? 'none'];
  return (
    <Link
      href={href}
      scroll={false}
      className="group/sort -mx-1.5 -my-1 inline-flex min-h-6 items-center gap-1 rounded-xs px-1.5 hover:text-ink"
    >
      {children}
      <Icon
        aria-hidden="true"
        className={classNames('size-3', !sorted && 'opacity-0 group-hover/sort:opacity-100')}
      />
    </Link>
  );
}
