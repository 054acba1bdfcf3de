'use client';

import { useField } from '../forms/form';
import { Checkbox } from '../ui/checkbox';
import { FieldNotes } from '../ui/field';
import { type EventTypeGroup, eventTypeGroups } from './event-type-words';

type Choice = { chosen: readonly string[]; change: (names: readonly string[], isChosen: boolean) => void };

/** Types of events, as boxes to tick, bound to the field `types` of the form around it. */
export function TypesField() {
  const { id, field, error } = useField('types');
  const chosen: readonly string[] = field.value ?? [];
  function change(names: readonly string[], isChosen: boolean) {
    const others = chosen.filter((name) => !names.includes(name));
    field.onChange(isChosen ? [...others, ...names] : others);
  }
  return (
    <div className="flex min-w-0 flex-col gap-[5px]">
      <p id={id} tabIndex={-1} className="font-strong outline-none">
        Types of events
      </p>
      <FieldNotes id={id} error={error} />
      <div className="flex flex-col gap-4">
        {eventTypeGroups.map((group) => (
          <Group key={group.title} group={group} choice={{ chosen, change }} />
        ))}
      </div>
    </div>
  );
}

function Group({ group, choice }: { group: EventTypeGroup; choice: Choice }) {
  const names = group.types.map(({ name }) => name);
  const isFull = names.every((name) => choice.chosen.includes(name));
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{group.title}</legend>
      <div className="mb-1.5 flex items-baseline justify-between gap-3 text-ink-3 text-sm">
        <p className="min-w-0 font-medium text-ink-2">{group.title}</p>
        <button
          type="button"
          onClick={() => choice.change(names, !isFull)}
          className="-my-1 min-h-6 shrink-0 rounded-xs px-1 underline-offset-2 hover:text-ink hover:underline"
        >
          {isFull ? 'None' : 'All'}
          <span className="sr-only"> of {group.title}</span>
        </button>
      </div>
      <div className="divide-y divide-line overflow-hidden rounded-md border border-line-strong">
        {group.types.map(({ name, words }) => (
          <Type key={name} name={name} words={words} choice={choice} />
        ))}
      </div>
    </fieldset>
  );
}

function Type({ name, words, choice }: { name: string; words: string; choice: Choice }) {
  const id = `type-${name}`;
  return (
    <label
      htmlFor={id}
      className="flex gap-2.5 px-3 py-2 transition-colors hover:bg-wash has-data-[state=checked]:bg-sunk"
    >
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={choice.chosen.includes(name)}
        onCheckedChange={(checked) => choice.change([name], checked === true)}
      />
      <span className="min-w-0">
        <span className="block wrap-anywhere">{words}</span>
        <code className="block font-mono text-ink-3 text-xs wrap-anywhere">{name}</code>
      </span>
    </label>
  );
}
