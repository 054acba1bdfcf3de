'use client';

import { Command } from 'cmdk';
import { Check, ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useField } from '../forms/form';
import { classNames } from '../ui/class-names';
import { describeField, Field } from '../ui/field';
import { CONTROL_CLASS_NAMES } from '../ui/input';
import { Popover } from '../ui/popover';
import type { FoundGroups, GroupChoice } from './directory-actions';

export type GroupFieldProps = {
  name: string;
  label: string;
  /** What the groups that were chosen so far are called, by their ids. */
  names: ReadonlyMap<string, string>;
  /** The first groups with this part of a name, and how many there are. */
  find: (search: string) => Promise<FoundGroups>;
  onChoose: (group: GroupChoice) => void;
};

/** One group of a directory, which may have very many: found by typing a part of its name. */
export function GroupField({ name, label, names, find, onChoose }: GroupFieldProps) {
  const { id, field, error } = useField(name);
  const [open, setOpen] = useState(false);
  const chosen = names.get(field.value);
  function choose(group: GroupChoice) {
    onChoose(group);
    field.onChange(group.id);
    setOpen(false);
  }
  return (
    <Field id={id} label={label} error={error}>
      <Popover
        label="Choose a group"
        open={open}
        onOpenChange={setOpen}
        className="w-(--radix-popover-trigger-width) min-w-64 p-0"
        trigger={
          <button
            {...describeField({ id, error })}
            ref={field.ref}
            type="button"
            onBlur={field.onBlur}
            aria-label={`${label}: ${chosen ?? 'none chosen'}`}
            className={classNames(
              CONTROL_CLASS_NAMES,
              'flex h-[38px] cursor-pointer items-center justify-between gap-2 text-left',
            )}
          >
            <span className={classNames('min-w-0 truncate', !chosen && 'text-ink-3')}>
              {chosen ?? 'Choose'}
            </span>
            <ChevronDown aria-hidden="true" className="shrink-0 text-ink-2" />
          </button>
        }
      >
        <GroupSearch find={find} chosenId={field.value} onChoose={choose} />
      </Popover>
    </Field>
  );
}

const patienceMilliseconds = 200;

type GroupSearchProps = Pick<GroupFieldProps, 'find' | 'onChoose'> & { chosenId: string };

function GroupSearch({ find, chosenId, onChoose }: GroupSearchProps) {
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<FoundGroups | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another text alone
  useEffect(() => {
    let wanted = true;
    const ask = () => void find(search.trim()).then((answer) => wanted && setFound(answer));
    const timer = setTimeout(ask, search ? patienceMilliseconds : 0);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [search]);
  return (
    <Command label="Groups" shouldFilter={false} loop>
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Search groups"
        className="h-10 w-full border-line border-b bg-transparent px-3 outline-none placeholder:text-ink-3 max-tablet:text-[16px]"
      />
      <Command.List className="max-h-64 overflow-y-auto overscroll-contain p-1">
        {found === null ? (
          <p className="px-2 py-3 text-ink-3 text-sm">Looking</p>
        ) : (
          <GroupList found={found} chosenId={chosenId} onChoose={onChoose} />
        )}
      </Command.List>
    </Command>
  );
}

type GroupListProps = Omit<GroupSearchProps, 'find'> & { found: FoundGroups };

function GroupList({ found: { groups, total }, chosenId, onChoose }: GroupListProps) {
  if (groups.length === 0)
    return <p className="px-2 py-3 text-ink-3 text-sm">The directory has sent no group of that name.</p>;
  return (
    <>
      {groups.map((group) => (
        <Command.Item
          key={group.id}
          value={group.id}
          onSelect={() => onChoose(group)}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 data-[selected=true]:bg-sunk"
        >
          <span className="min-w-0 grow wrap-anywhere">{group.displayName}</span>
          <span className="shrink-0 text-ink-3 text-sm tabular-nums">
            {group.memberCount.toLocaleString('en')}
          </span>
          {group.id === chosenId && <Check aria-hidden="true" className="size-3.5 shrink-0" />}
        </Command.Item>
      ))}
      {total > groups.length && (
        <p className="px-2 pt-1.5 pb-1 text-ink-3 text-sm">
          {(total - groups.length).toLocaleString('en')} more: type a part of the name.
        </p>
      )}
    </>
  );
}
