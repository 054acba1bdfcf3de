'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { classNames } from './class-names';

/** Copies a text and says so for two seconds; `failed` where the browser forbids it. */
function useCopy(): { state: 'idle' | 'copied' | 'failed'; copy: (text: string) => Promise<void> } {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
  }
  return { state, copy };
}

export type CopyButtonProps = Omit<ButtonProps, 'onClick' | 'children'> & { text: string; label?: string };

/** A button that copies `text`; its words change to "Copied" and are announced. */
export function CopyButton({ text, label = 'Copy', ...rest }: CopyButtonProps) {
  const { state, copy } = useCopy();
  const words = { idle: label, copied: 'Copied', failed: 'Select it and copy' }[state];
  return (
    <Button {...rest} onClick={() => void copy(text)}>
      {state === 'copied' ? <Check aria-hidden="true" className="text-ok" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">{words}</span>
    </Button>
  );
}

/** A value in monospace that one press selects whole, with a button that copies it. */
export function CopyField({ value, label, className }: { value: string; label: string; className?: string }) {
  return (
    <div
      className={classNames(
        'flex min-w-0 items-center gap-1 rounded-md border border-line-strong bg-sunk p-[3px] pl-[11px]',
        className,
      )}
    >
      <input
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.target.select()}
        className="min-w-0 grow self-stretch rounded-xs bg-transparent font-mono text-[12.5px] text-ink"
      />
      <CopyButton text={value} size="small" />
    </div>
  );
}

/** A short piece of code or an id inside a sentence. */
export function Code({ children, className }: { children: string; className?: string }) {
  return (
    <code
      className={classNames(
        'rounded-xs bg-sunk px-1 py-px font-mono text-[12.5px] text-ink wrap-anywhere',
        className,
      )}
    >
      {children}
    </code>
  );
}
