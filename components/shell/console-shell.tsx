'use client';

import { Menu, X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { Link } from '../ui/link';
import { ConsoleNavigation, type NavItem } from './console-navigation';
import { Mark } from './mark';
import { type Person, PersonMenu } from './person-menu';

export type { NavItem, Person };

export type ConsoleShellProps = {
  items: readonly NavItem[];
  /** Items at the foot of the navigation: settings. */
  footItems?: readonly NavItem[];
  /** The line under the mark: the name of the workspace. */
  workspace?: string | undefined;
  person: Person;
  homeHref: string;
  children: ReactNode;
};

/**
 * The frame of the console: navigation on the left, on phones a bar on top that opens it as a sheet, a link to
 * skip both, and the page in `main`.
 */
export function ConsoleShell({ homeHref, workspace, children, ...navigation }: ConsoleShellProps) {
  const home = <HomeLink href={homeHref} workspace={workspace} />;
  return (
    <div className="min-h-dvh tablet:grid tablet:grid-cols-[232px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-70 rounded-md bg-primary px-3 py-2 font-medium text-on-primary focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 flex h-dvh flex-col border-line border-r bg-wash px-2.5 py-3.5 max-tablet:hidden">
        <div className="pb-3.5">{home}</div>
        <NavigationColumn {...navigation} />
      </header>
      <header className="sticky top-0 z-30 flex h-13 items-center justify-between border-line border-b bg-wash px-2 tablet:hidden">
        {home}
        <NavigationSheet {...navigation} home={home} />
      </header>
      <main id="content" tabIndex={-1} className="min-h-dvh min-w-0 bg-paper pb-24">
        {children}
      </main>
    </div>
  );
}

type NavigationProps = Pick<ConsoleShellProps, 'items' | 'footItems' | 'person'>;

function NavigationColumn({ items, footItems = [], person }: NavigationProps) {
  return (
    <nav aria-label="Console" className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
      <ConsoleNavigation items={items} />
      <span className="flex-1" />
      <ConsoleNavigation items={footItems} />
      <PersonMenu person={person} />
    </nav>
  );
}

function NavigationSheet({ home, ...navigation }: NavigationProps & { home: ReactNode }) {
  const [open, setOpen] = useState(false);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the page closes the sheet
  useEffect(() => setOpen(false), [pathname]);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button variant="ghost" size="icon" aria-label="Menu">
          <Menu aria-hidden="true" className="size-[18px]" />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil data-[state=open]:animate-appear" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-[280px] max-w-[86vw] flex-col border-line border-r bg-wash px-2.5 py-3.5 shadow-lift outline-none data-[state=open]:animate-sheet-in"
        >
          <div className="flex items-center justify-between pb-3.5">
            {home}
            <Dialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close the menu">
                <X aria-hidden="true" />
              </Button>
            </Dialog.Close>
          </div>
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <NavigationColumn {...navigation} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function HomeLink({ href, workspace }: { href: string; workspace: string | undefined }) {
  return (
    <Link href={href} className="flex min-w-0 items-baseline gap-2 rounded-sm px-2 py-1">
      <Mark className="self-center" />
      {workspace && <span className="truncate text-ink-3">{workspace}</span>}
    </Link>
  );
}
