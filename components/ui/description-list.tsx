import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type Description = { term: string; value: ReactNode };

export type DescriptionListProps = { items: readonly Description[]; className?: string | undefined };

/** Facts about one thing: term and value side by side with a hairline between, one above the other on phones. */
export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={classNames('divide-y divide-line border-line border-y', className)}>
      {items.map(({ term, value }) => (
        <div key={term} className="grid gap-x-6 py-2.5 tablet:grid-cols-[180px_minmax(0,1fr)]">
          <dt className="text-ink-3">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
