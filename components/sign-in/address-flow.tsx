'use client';

import { MailCheck } from 'lucide-react';
import { type ReactNode, useActionState, useId } from 'react';
import { useFormStatus } from 'react-dom';
import { CardPage, type CardPageProps } from '../shell/card-page';
import { Button, ButtonAnchor } from '../ui/button';
import type { AddressAction, AddressState } from './address-state';
import { AddressText } from './address-text';
import { Arrival } from './arrival';
import { CardIcon } from './card-icon';
import { PlainField } from './plain-field';
import { ProblemNote } from './problem-note';
import { useCountdown } from './use-countdown';
import { useLeaving } from './use-leaving';

export type AddressFlowProps = Pick<
  CardPageProps,
  'logo' | 'title' | 'description' | 'footnote' | 'below'
> & {
  action: AddressAction;
  /** The address to start with, where it is known. */
  email?: string | undefined;
  /** A path of this host that was checked. */
  returnTo?: string | undefined;
  /** A mailed link is the one way that is offered. */
  byMail?: boolean | undefined;
  /** Where the other ways are, when a mailed link is the one that is offered. */
  otherWaysHref?: string | undefined;
  /** What stands above the field: a notice. */
  notice?: ReactNode;
  /** Shown once the mail is on its way: where mail is while no provider is configured. */
  mailboxNote?: ReactNode;
};

/**
 * Asks for an address, which leads to an identity provider or to a mailed sign-in link; of the link it says the same
 * whether or not the address is known. Two steps of one card, with and without scripts.
 */
export function AddressFlow({ action, email = '', ...card }: AddressFlowProps) {
  const [state, send, pending] = useActionState(action, { step: 'ask', email });
  useLeaving(state.goTo);
  const step = { ...card, state, send, busy: pending || state.goTo !== undefined };
  return state.step === 'sent' ? <SentCard {...step} /> : <AddressCard {...step} />;
}

type StepProps = Omit<AddressFlowProps, 'action' | 'email'> & {
  state: AddressState;
  send: (form: FormData) => void;
  busy: boolean;
};

const byMailSentence = 'We mail you a link; there is no password.';
const bothWaysSentence = 'We mail you a link, or take you to the login of your organization.';

function AddressCard({
  state,
  send,
  busy,
  returnTo,
  byMail,
  otherWaysHref,
  notice,
  mailboxNote: _,
  ...card
}: StepProps) {
  const description = byMail ? byMailSentence : bothWaysSentence;
  return (
    <CardPage description={description} {...card}>
      {notice}
      <form action={send} noValidate className="flex flex-col gap-4 text-left">
        <div>
          <ProblemNote problem={state.problem} />
          <PlainField
            name="email"
            label="Email address"
            type="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="ada@example.com"
            defaultValue={state.email}
            problem={state.problem}
          />
        </div>
        <Carried returnTo={returnTo} byMail={byMail} />
        {byMail ? (
          <Button type="submit" variant="primary" size="large" loading={busy} className="w-full">
            Mail me a link
          </Button>
        ) : (
          <Ways busy={busy} />
        )}
      </form>
      {byMail && otherWaysHref && (
        <ButtonAnchor href={otherWaysHref} variant="ghost" size="large" className="mt-2 w-full">
          Other ways to log in
        </ButtonAnchor>
      )}
    </CardPage>
  );
}

/** The ways on. Both are always there: nothing here depends on who has the address. */
function Ways({ busy }: { busy: boolean }) {
  const id = useId();
  const isForMail = useFormStatus().data?.has('mail') ?? false;
  return (
    <>
      <Button type="submit" variant="primary" size="large" loading={busy && !isForMail} className="w-full">
        Continue
      </Button>
      <div className="border-line border-t pt-2 text-center">
        <Button
          type="submit"
          name="mail"
          value="true"
          variant="ghost"
          size="large"
          loading={busy && isForMail}
          aria-describedby={id}
          className="w-full"
        >
          Log in by mailed link instead
        </Button>
        <p id={id} className="text-balance text-ink-3 text-sm">
          Works for admins and staff, also where their organization insists on its own login.
        </p>
      </div>
    </>
  );
}

function SentCard({ state, send, busy, returnTo, mailboxNote, below }: StepProps) {
  const wait = useCountdown(state);
  return (
    <Arrival>
      <CardPage
        logo={
          <CardIcon>
            <MailCheck />
          </CardIcon>
        }
        below={below}
        title="Check your mailbox"
        description={
          <>
            If{' '}
            <strong className="font-strong text-ink">
              <AddressText>{state.email}</AddressText>
            </strong>{' '}
            can sign in here, a link is on its way. It works once, in any browser.
          </>
        }
      >
        <ProblemNote problem={state.problem} />
        <form action={send} className="flex flex-col gap-2">
          <input type="hidden" name="email" value={state.email} />
          <Carried returnTo={returnTo} byMail />
          <Button type="submit" size="large" loading={busy} disabled={wait !== null && !busy}>
            {wait && !busy ? `Send again in ${wait}` : 'Send again'}
          </Button>
          <Button type="submit" name="intent" value="back" variant="ghost" size="large">
            Use another address
          </Button>
        </form>
        {mailboxNote && <div className="mt-4">{mailboxNote}</div>}
      </CardPage>
    </Arrival>
  );
}

/** What each step passes on. */
function Carried({ returnTo, byMail }: Pick<StepProps, 'returnTo' | 'byMail'>) {
  return (
    <>
      {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
      {byMail && <input type="hidden" name="mail" value="true" />}
    </>
  );
}
