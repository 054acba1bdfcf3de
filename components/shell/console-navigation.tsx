'use client';

import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { activeHref } from '../ui/active-href';
import { Link } from '../ui/link';
import { useShortcut } from '../ui/shortcuts';

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** Two keys in a row go there: "g o". */
  shortcut?: string | undefined;
};

/** The links of the console's navigation; the one of this section is marked. */
export function ConsoleNavigation({ items }: { items: readonly NavItem[] }) {
  const active = activeHref(
    usePathname(),
    items.map((item) => item.href),
  );
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map((item) => (
        <li key={item.href}>
          <NavigationLink item={item} active={item.href === active} />
        </li>
      ))}
    </ul>
  );
}

function NavigationLink({ item, active }: { item: NavItem; active: boolean }) {
  const router = useRouter();
  useShortcut(item.shortcut ?? '', () => router.push(item.href), {
    label: `Go to ${item.label}`,
    enabled: item.shortcut !== undefined,
  });
  return (
    <Link
      href={item.href}
      aria-current={active ? 'page' : undefined}
      className="flex items-center gap-2.5 rounded-[7px] px-2 py-1.5 font-medium text-ink-2 outline-offset-0 transition-colors duration-100 hover:bg-sunk hover:text-ink aria-[current=page]:bg-sunk aria-[current=page]:text-ink max-tablet:py-2.5"
    >
      {item.icon}
      {item.label}
    </Link>
  );
}
