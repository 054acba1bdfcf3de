import { LayoutPanelLeft, LogOut } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { LogoTile } from '@/components/ui/avatar';
import { Button, ButtonLink } from '@/components/ui/button';
import type { FrontDoor } from '@/lib/workspace/view-front-door';

type PageFrameProps = {
  frontDoor: Pick<FrontDoor, 'applicationName' | 'hasLogo'>;
  showConsole: boolean;
  children: ReactNode;
};

/** The simple frame of someone's own page: a bar with the way to the console, where there is one, and out. */
export function PageFrame({ frontDoor, showConsole, children }: PageFrameProps) {
  const { applicationName, hasLogo } = frontDoor;
  return (
    <div className="min-h-dvh bg-paper">
      <a
        href="#content"
        className="sr-only z-70 rounded-md bg-primary px-3 py-2 font-medium text-on-primary focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 border-line border-b bg-wash">
        <div className="mx-auto flex h-13 max-w-[760px] items-center gap-1 px-7 max-tablet:px-4">
          <Link href="/" className="-ml-2 flex min-w-0 items-center gap-2 rounded-sm px-2 py-1">
            <LogoTile text={applicationName} imageUrl={hasLogo ? '/logo' : undefined} size="small" />
            <span className="truncate font-heading">{applicationName}</span>
          </Link>
          <span className="grow" />
          {showConsole && (
            <ButtonLink href="/" variant="ghost">
              <LayoutPanelLeft aria-hidden="true" />
              Console
            </ButtonLink>
          )}
          <form action="/sign-out" method="post" className="-mr-3">
            <Button type="submit" variant="ghost">
              <LogOut aria-hidden="true" />
              Sign out
            </Button>
          </form>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex max-w-[760px] flex-col gap-11 px-7 pt-9 pb-24 max-tablet:gap-9 max-tablet:px-4 max-tablet:pt-6"
      >
        {children}
      </main>
    </div>
  );
}
