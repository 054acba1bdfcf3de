'use client';

import { useActionState } from 'react';
import { PlainField } from '@/components/sign-in/plain-field';
import { ProblemNote } from '@/components/sign-in/problem-note';
import { useLeaving } from '@/components/sign-in/use-leaving';
import { Button } from '@/components/ui/button';
import { claim } from './actions';

/** Two questions and a button; works without scripts too. */
export function ClaimForm({ token }: { token: string }) {
  const [state, send, pending] = useActionState(claim, { values: { email: '', applicationName: '' } });
  useLeaving(state.goTo);
  return (
    <form action={send} noValidate className="flex flex-col gap-4 text-left">
      <ProblemNote problem={state.problem} />
      <input type="hidden" name="token" value={token} />
      <PlainField
        name="email"
        label="Your e-mail address"
        hint="You sign in with it later, by a link that we mail."
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="you@example.com"
        defaultValue={state.values.email}
        problem={state.problem}
      />
      <PlainField
        name="applicationName"
        label="Your application"
        hint="The product that people are invited to; every mail names it."
        autoComplete="off"
        placeholder="Northwind"
        defaultValue={state.values.applicationName}
        problem={state.problem}
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        loading={pending || state.goTo !== undefined}
        className="mt-1 w-full"
      >
        Claim this workspace
      </Button>
    </form>
  );
}
