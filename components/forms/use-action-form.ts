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
import { placeFieldErrors } from './place-field-errors';

/** What a form wants to know about a refusal; the `ActionResult` of every server action has this shape. */
export type SubmitFailure = {
  code: string;
  message: string;
  fields?: Record<string, string> | undefined;
  retryAfterSeconds?: number | undefined;
  requestId?: string | undefined;
};

/** A failure as the form shows it: `stray` are sentences about fields that the form does not have. */
export type FormFailure = SubmitFailure & { stray?: readonly string[] | undefined };

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
  failure: FormFailure | undefined;
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
  const [failure, setFailure] = useState<FormFailure>();
  const methods = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    shouldFocusError: false,
    reValidateMode: 'onChange',
  });

  async function send(values: Output) {
    const result = await answerOf(action, values);
    if (result.ok) return onSuccess?.(result.data, values);
    const { placed, stray } = placeFieldErrors(result.error.fields ?? {}, methods.control._names.mount);
    for (const [name, message] of placed) {
      methods.setError(name as FieldPath<Input>, { type: 'server', message });
    }
    // When every error stands at its field, the sentence about the whole would only repeat them.
    const said = placed.length > 0 && stray.length === 0;
    setFailure(said ? undefined : { ...result.error, stray });
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
