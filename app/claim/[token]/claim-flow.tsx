'use client';

import { type ReactNode, useActionState } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { Mark } from '@/components/shell/mark';
import { PlainField } from '@/components/sign-in/plain-field';
import { ProblemNote } from '@/components/sign-in/problem-note';
import { useLeaving } from '@/components/sign-in/use-leaving';
import { Button } from '@/components/ui/button';
import { claim } from './actions';
import type { ClaimState } from './claim-state';

export type ClaimFlowProps = {
  token: string;
  /** What stands here when there is nothing to claim: claimed already, or a wrong link. */
  instead: ReactNode | null;
};

/**
 * Two questions and a button; works without scripts too. The answer to the claim shows the page as claimed: whoever has
 * just done it keeps the form until the browser has left.
 */
export function ClaimFlow({ token, instead }: ClaimFlowProps) {
  const [state, send, pending] = useActionState(claim, { values: { email: '', applicationName: '' } });
  useLeaving(state.goTo);
  if (instead && !state.goTo) return instead;
  return (
    <CardPage
      logo={<Mark className="text-lg" />}
      title="Welcome"
      description="Two answers and this workspace is yours. Next come the first organization and the first invitation."
    >
      <form action={send} noValidate className="flex flex-col gap-4 text-left">
        <ProblemNote problem={state.problem} />
        <input type="hidden" name="token" value={token} />
        <ClaimFields state={state} />
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
    </CardPage>
  );
}

function ClaimFields({ state: { values, problem } }: { state: ClaimState }) {
  return (
    <>
      <PlainField
        name="email"
        label="Your email address"
        hint="You sign in with it later, by a link that we mail."
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="you@example.com"
        defaultValue={values.email}
        problem={problem}
      />
      <PlainField
        name="applicationName"
        label="Product name"
        hint="What people are invited to; every mail names it."
        autoComplete="off"
        placeholder="Northwind"
        defaultValue={values.applicationName}
        problem={problem}
      />
    </>
  );
}
