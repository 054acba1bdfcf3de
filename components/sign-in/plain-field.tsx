'use client';

import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react';
import { describeField, Field } from '../ui/field';
import { Input } from '../ui/input';
import type { Problem } from './problem-note';

export type PlainFieldProps = Omit<ComponentProps<'input'>, 'id' | 'name' | 'ref'> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  problem: Problem | undefined;
};

/** A field of a form that works without scripts: its error comes with the answer, and takes the focus there. */
export function PlainField({ name, label, hint, problem, ...rest }: PlainFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const error = problem?.fields?.[name];
  const isFirst = error !== undefined && Object.keys(problem?.fields ?? {})[0] === name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every refusal takes the focus, also the same one again
  useEffect(() => {
    if (isFirst) input.current?.focus();
  }, [isFirst, problem]);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Input {...rest} ref={input} name={name} className="h-11" {...describeField({ id, hint, error })} />
    </Field>
  );
}
