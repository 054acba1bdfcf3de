'use client';

import { ChevronsUpDown, LogOut, UserRound } from 'lucide-react';
import { Avatar } from '../ui/avatar';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '../ui/dropdown-menu';

export type Person = {
  name: string;
  /** The line under the name: a role. */
  detail: string;
  address: string;
  /** The person's own page. */
  href: string;
  /** A server action or a function of a client component. */
  signOut: () => void | Promise<void>;
};

/** Who is signed in, with a menu to their own page and out. */
export function PersonMenu({ person }: { person: Person }) {
  return (
    <DropdownMenu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-[7px] p-2 text-left outline-offset-0 transition-colors duration-100 hover:bg-sunk data-[state=open]:bg-sunk"
        >
          <Avatar text={person.name} />
          <span className="min-w-0 grow">
            <span className="block truncate font-strong">{person.name}</span>
            <span className="block truncate text-ink-3 text-sm">{person.detail}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 text-ink-3" />
        </button>
      }
    >
      <MenuLabel>{person.address}</MenuLabel>
      <MenuItem href={person.href} icon={<UserRound aria-hidden="true" />}>
        Your page
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => void person.signOut()}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
