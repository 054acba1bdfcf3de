'use client';

import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { DropdownMenu } from './dropdown-menu';

export type ActionsMenuProps = {
  /** What they are about, by its name. */
  subject: string;
  children: ReactNode;
};

/** The menu at the end of a row: what can be done about it. */
export function ActionsMenu({ subject, children }: ActionsMenuProps) {
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${subject}`} className="size-8">
          <Ellipsis aria-hidden="true" />
        </Button>
      }
    >
      {children}
    </DropdownMenu>
  );
}
