'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { unstable_rethrow } from 'next/navigation';
import { useState } from 'react';
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';

/** What a form wants to know about a refusal; the `ActionResult` of every server action has this shape. */
export type SubmitFailure = {
  code: string;
  message: string;
  fields?: Record<string, string> | undefined;
  retryAfterSeconds?: number | undefined;
  requestId?: string | undefined;
};

export type SubmitResult<Data> = { ok: true; data: Data } | { ok: false; error: SubmitFailure };

export type ActionFormOptions<Input extends FieldValues, Output extends FieldValues, Data> = {
  /** The same schema that the use case parses with. */
  schema: z.ZodType<Output, Input>;
  action: (values: Output) => Promise<SubmitResult<Data>>;
  defaultValues: DefaultValues<Input>;
  onSuccess?: ((data: Data, values: Output) => void | Promise<void>) | undefined;
  /** Called with every refusal, after the fields have been marked. */
  onFailure?: ((failure: SubmitFailure) => void) | undefined;
};

export type ActionForm<Input extends FieldValues, Output extends FieldValues> = {
  methods: UseFormReturn<Input, unknown, Output>;
  submit: () => Promise<void>;
  /** What the last submit was refused for as a whole; field errors stand at their fields. */
  failure: SubmitFailure | undefined;
};

const UNREACHABLE: SubmitFailure = {
  code: 'UNREACHABLE',
  message: 'The server could not be reached. What you typed is still here; try again.',
};

/**
 * A form over a server action: checks with the schema, calls the action, puts its field errors at the fields
 * and the rest in `failure`. What was typed is kept whatever happens; after a success the caller decides.
 */
export function useActionForm<Input extends FieldValues, Output extends FieldValues, Data>(
  options: ActionFormOptions<Input, Output, Data>,
): ActionForm<Input, Output> {
  const { schema, action, defaultValues, onSuccess, onFailure } = options;
  const [failure, setFailure] = useState<SubmitFailure>();
  const methods = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    shouldFocusError: false,
    reValidateMode: 'onChange',
  });

  async function send(values: Output) {
    const result = await answerOf(action, values);
    if (result.ok) return onSuccess?.(result.data, values);
    const strays = markFields(methods, result.error.fields ?? {});
    setFailure(strays === 'none' ? undefined : result.error);
    onFailure?.(result.error);
  }

  async function submit() {
    setFailure(undefined);
    await methods.handleSubmit(send)();
  }

  return { methods, submit, failure };
}

async function answerOf<Output, Data>(
  action: (values: Output) => Promise<SubmitResult<Data>>,
  values: Output,
): Promise<SubmitResult<Data>> {
  try {
    return await action(values);
  } catch (error) {
    // A redirect is thrown too, and must reach Next.
    unstable_rethrow(error);
    return { ok: false, error: UNREACHABLE };
  }
}

/** Marks the fields that the form has; "none" is left over when every error found its field. */
function markFields<Input extends FieldValues, Output extends FieldValues>(
  methods: UseFormReturn<Input, unknown, Output>,
  fields: Record<string, string>,
): 'none' | 'some' {
  const known = Object.entries(fields).filter(([name]) => name in methods.control._fields);
  for (const [name, message] of known) {
    methods.setError(name as FieldPath<Input>, { type: 'server', message });
  }
  return known.length > 0 && known.length === Object.keys(fields).length ? 'none' : 'some';
}
