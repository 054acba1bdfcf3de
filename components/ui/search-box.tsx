'use client';

import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { classNames } from './class-names';
import { CONTROL_CLASS_NAMES } from './input';
import { Kbd } from './kbd';
import { useShortcut } from './shortcuts';

export type SearchBoxProps = {
  /** What is searched; read aloud, and the placeholder: "Search name or address". */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  /** The answer is on its way. */
  pending?: boolean | undefined;
  name?: string | undefined;
  className?: string | undefined;
};

/** The search of a list: `/` goes to it, Escape empties it and then leaves it. The caller waits between keystrokes. */
export function SearchBox({ label, value, onValueChange, pending, name = 'q', className }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', () => input.current?.select(), { label });
  function clear() {
    onValueChange('');
    input.current?.focus();
  }
  return (
    <search className={classNames('relative block w-[300px] max-tablet:w-full', className)}>
      <Search
        aria-hidden="true"
        className={classNames(
          'pointer-events-none absolute top-[9px] left-2.5 text-ink-3',
          pending && 'animate-shimmer',
        )}
      />
      <input
        ref={input}
        type="search"
        name={name}
        value={value}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (value) clear();
          else input.current?.blur();
        }}
        className={classNames(
          CONTROL_CLASS_NAMES,
          'peer h-[34px] pr-9 pl-[34px] shadow-raised max-tablet:text-[16px]',
        )}
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={clear}
          className="absolute top-[5px] right-[5px] grid size-6 place-items-center rounded-sm text-ink-3 hover:bg-sunk hover:text-ink"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      ) : (
        <Kbd keys="/" className="absolute top-2 right-2.5 text-ink-3 peer-focus:hidden max-tablet:hidden" />
      )}
    </search>
  );
}
