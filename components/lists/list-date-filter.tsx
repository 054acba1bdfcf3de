'use client';

import { ChevronDown, X } from 'lucide-react';
import { useId } from 'react';
import { CHIP_CLASS_NAMES } from '../ui/filter-chip';
import { formatDate } from '../ui/format-time';
import { Input } from '../ui/input';
import { Label } from '../ui/label';
import { Popover } from '../ui/popover';
import { firstOf } from './list-address';
import { useListAddress } from './use-list-address';

export type ListDateFilterProps = {
  label: string;
  /** Today as the server has it, `2026-11-22`. */
  today: string;
};

const day = 86_400_000;

/** A filter for a range of days (UTC), both included, which stands in the address as `since` and `until`. */
export function ListDateFilter({ label, today }: ListDateFilterProps) {
  const { address, change } = useListAddress();
  const since = dayOf(firstOf(address.parameters.since));
  const until = dayOf(firstOf(address.parameters.until));
  const isSet = since !== '' || until !== '';
  return (
    <span data-set={isSet} className={CHIP_CLASS_NAMES}>
      <Popover
        label={label}
        trigger={
          <button
            type="button"
            className="inline-flex min-w-0 items-center gap-1.5 self-stretch rounded-md pr-2 pl-2.5 font-medium group-data-[set=true]/filter:pr-1"
          >
            <span className="truncate">{isSet ? `${label}: ${rangeWords(since, until)}` : label}</span>
            {!isSet && <ChevronDown aria-hidden="true" className="size-3.5" />}
          </button>
        }
      >
        <Range since={since} until={until} today={today} onChange={change} />
      </Popover>
      {isSet && (
        <button
          type="button"
          aria-label={`Clear the filter ${label}`}
          onClick={() => change({ since: null, until: null })}
          className="mr-1 grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-line hover:text-ink"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      )}
    </span>
  );
}

type RangeProps = {
  since: string;
  until: string;
  today: string;
  onChange: (changes: { since?: string; until?: string | null }) => void;
};

function Range({ since, until, today, onChange }: RangeProps) {
  return (
    <>
      <Presets today={today} onChoose={(first) => onChange({ since: first, until: null })} />
      <div className="mt-3 grid gap-2 tablet:grid-cols-2">
        <Day
          label="From"
          value={since}
          max={until || today}
          onChange={(value) => onChange({ since: value })}
        />
        <Day
          label="To"
          value={until}
          min={since}
          max={today}
          onChange={(value) => onChange({ until: value })}
        />
      </div>
      <p className="mt-2 text-ink-3 text-sm">Whole days, UTC.</p>
    </>
  );
}

const presets = [
  { label: 'Today', days: 0 },
  { label: '7 days', days: 6 },
  { label: '30 days', days: 29 },
];

function Presets({ today, onChoose }: { today: string; onChoose: (first: string) => void }) {
  return (
    <div className="flex gap-1.5">
      {presets.map(({ label, days }) => (
        <button
          key={label}
          type="button"
          onClick={() => onChoose(new Date(Date.parse(today) - days * day).toISOString().slice(0, 10))}
          className="h-7 grow rounded-sm border border-line px-2 text-sm hover:bg-sunk"
        >
          {label}
        </button>
      ))}
    </div>
  );
}

type DayProps = {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (value: string) => void;
};

function Day({ label, onChange, ...rest }: DayProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id} className="text-sm">
        {label}
      </Label>
      <Input
        {...rest}
        id={id}
        type="date"
        onChange={(event) => onChange(event.target.value)}
        className="h-[34px] px-2 text-sm tabular-nums"
      />
    </div>
  );
}

/** What is no day counts as not set. */
function dayOf(text: string | undefined): string {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';
}

function rangeWords(since: string, until: string): string {
  if (since && since === until) return formatDate(since);
  if (!until) return `since ${formatDate(since)}`;
  return since ? `${formatDate(since)} – ${formatDate(until)}` : `until ${formatDate(until)}`;
}
