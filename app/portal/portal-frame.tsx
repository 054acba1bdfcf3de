import { X } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { LogoTile } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import type { Portal } from '@/lib/portal/get-portal';
import { closePortal } from './actions';

type PortalFrameProps = { portal: Portal; children: ReactNode };

/** The frame of the set-up: whose product it is, whose organization, and the way out. */
export function PortalFrame({ portal, children }: PortalFrameProps) {
  const { applicationName, organizationName, hasLogo } = portal;
  return (
    <div className="min-h-dvh bg-paper">
      <a
        href="#content"
        className="sr-only z-70 rounded-md bg-primary px-3 py-2 font-medium text-on-primary focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 border-line border-b bg-wash">
        <div className="mx-auto flex h-13 max-w-[1080px] items-center gap-1 px-7 max-tablet:px-4">
          <Link href="/portal" className="-ml-2 flex min-w-0 items-center gap-2 rounded-sm px-2 py-1">
            <LogoTile text={applicationName} imageUrl={hasLogo ? '/logo' : undefined} size="small" />
            <span className="truncate font-heading">{applicationName}</span>
          </Link>
          <span className="truncate text-ink-2 max-tablet:hidden">Set-up for {organizationName}</span>
          <span className="grow" />
          <form action={closePortal} className="-mr-3">
            <Button type="submit" variant="ghost">
              <X aria-hidden="true" />
              Close the set-up
            </Button>
          </form>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-[1080px] px-7 pt-9 pb-24 max-tablet:px-4 max-tablet:pt-6"
      >
        {children}
      </main>
    </div>
  );
}
