'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { classNames } from './class-names';
import { VEIL_CLASS_NAMES } from './dialog';
import { Kbd } from './kbd';
import { useShortcut } from './shortcuts';
import { useFocusReturn } from './use-focus-return';

export type CommandItem = {
  label: string;
  icon?: ReactNode;
  /** Further words that find it. */
  keywords?: readonly string[] | undefined;
  /** The key that does the same without the menu. */
  shortcut?: string | undefined;
} & ({ href: string; run?: never } | { href?: never; run: () => void });

export type CommandGroup = { heading: string; items: readonly CommandItem[] };

/** Every page and command, found by typing: Ctrl or Cmd with K opens it anywhere. */
export function CommandMenu({ groups }: { groups: readonly CommandGroup[] }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const focusReturn = useFocusReturn();
  useShortcut('mod+k', () => setOpen((before) => !before), { label: 'Go to a page or command' });
  function choose(item: CommandItem) {
    setOpen(false);
    if (item.href === undefined) item.run();
    else router.push(item.href);
  }
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className={VEIL_CLASS_NAMES} />
        <Dialog.Content
          {...focusReturn}
          aria-describedby={undefined}
          className={classNames(
            'fixed inset-x-4 top-[14vh] z-50 mx-auto max-w-[560px] overflow-hidden rounded-lg border border-line',
            'bg-paper shadow-lift outline-none data-[state=open]:animate-rise max-tablet:top-3',
          )}
        >
          <Dialog.Title className="sr-only">Go to a page or command</Dialog.Title>
          <CommandList groups={groups} onChoose={choose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type CommandListProps = { groups: readonly CommandGroup[]; onChoose: (item: CommandItem) => void };

function CommandList({ groups, onChoose }: CommandListProps) {
  return (
    <Command label="Go to a page or command" loop>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden="true" className="text-ink-3" />
        <Command.Input
          placeholder="Go to, or do"
          className="h-12 min-w-0 grow bg-transparent text-md outline-none placeholder:text-ink-3 max-tablet:text-[16px]"
        />
        <Kbd keys="escape" className="text-ink-3" />
      </div>
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto overscroll-contain p-1.5">
        <Command.Empty className="px-4 py-8 text-center text-ink-3">
          No page or command goes by that name.
        </Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group.heading} heading={group.heading} className={GROUP_CLASS_NAMES}>
            {group.items.map((item) => (
              <CommandRow key={item.label} item={item} onChoose={onChoose} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

const GROUP_CLASS_NAMES = classNames(
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1',
  '[&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs',
);

function CommandRow({ item, onChoose }: { item: CommandItem; onChoose: (item: CommandItem) => void }) {
  return (
    <Command.Item
      value={item.label}
      keywords={[...(item.keywords ?? [])]}
      onSelect={() => onChoose(item)}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-ink-2 data-[selected=true]:bg-sunk data-[selected=true]:text-ink"
    >
      {item.icon}
      <span className="min-w-0 grow truncate text-ink">{item.label}</span>
      {item.shortcut && <Kbd keys={item.shortcut} />}
    </Command.Item>
  );
}
