'use client';

import { ChevronsUpDown, LogOut, UserRound } from 'lucide-react';
import { type ComponentProps, useRef } from 'react';
import { Avatar } from '../ui/avatar';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '../ui/dropdown-menu';

export type Person = {
  name: string;
  /** The line under the name: a role. */
  detail: string;
  address: string;
  /** The person's own page. */
  href: string;
  /** Where a form is posted to sign out. */
  signOutPath: string;
};

/** Who is signed in, with a menu to their own page and out. */
export function PersonMenu({ person }: { person: Person }) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <>
      <DropdownMenu align="start" side="top" trigger={<PersonButton person={person} />}>
        <MenuLabel>{person.address}</MenuLabel>
        <MenuItem href={person.href} icon={<UserRound aria-hidden="true" />}>
          Your page
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => form.current?.requestSubmit()}>
          Sign out
        </MenuItem>
      </DropdownMenu>
      <form ref={form} action={person.signOutPath} method="post" hidden />
    </>
  );
}

function PersonButton({ person, ...rest }: { person: Person } & ComponentProps<'button'>) {
  return (
    <button
      {...rest}
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
  );
}
