'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { activeHref } from './active-href';
import { Link } from './link';

export type NavTab = {
  href: string;
  label: string;
  /** How many there are of it. */
  count?: number;
};

/** Links to the parts of one thing, drawn as tabs. The one of this page is marked, and in view on a phone. */
export function NavTabs({ label, tabs }: { label: string; tabs: readonly NavTab[] }) {
  const active = activeHref(
    usePathname(),
    tabs.map((tab) => tab.href),
  );
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (active && current) list.current?.scrollTo({ left: current.offsetLeft - 16 });
  }, [active]);
  return (
    <nav
      ref={list}
      aria-label={label}
      className="relative flex gap-[22px] overflow-x-auto border-line border-b px-7 pt-3 [scrollbar-width:none] max-tablet:px-4"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.href === active ? 'page' : undefined}
          className="whitespace-nowrap pt-2 pb-2.5 font-medium text-ink-3 outline-offset-[-2px] transition-colors hover:text-ink aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-2px_var(--usher-color-ink)]"
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className="font-normal text-ink-3 tabular-nums"> {tab.count.toLocaleString('en')}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
