'use client';

import { createContext, type ReactNode, useActionState, useContext } from 'react';
import { Button, type ButtonProps } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Arrival } from './arrival';
import type { PressAction, PressState } from './press-state';
import { ProblemNote } from './problem-note';
import { useCountdown } from './use-countdown';
import { useLeaving } from './use-leaving';

export type PressFlowProps = {
  action: PressAction;
  /** The secret part of the page's address; goes with the press. */
  token: string;
  /** The card before the press, with a `PressButton` in it. */
  children: ReactNode;
  /** The card after a press that stays on this page. */
  done?: ReactNode;
};

type Press = { send: (form: FormData) => void; token: string; busy: boolean; state: PressState };

const PressContext = createContext<Press | undefined>(undefined);

/**
 * A page whose one button does one thing. A plain form: it works before the scripts have loaded and without them.
 * Nothing is sent until someone presses.
 */
export function PressFlow({ action, token, done, children }: PressFlowProps) {
  const [state, send, pending] = useActionState(action, { step: 'ask' });
  useLeaving(state.goTo);
  const press = { send, token, busy: pending || state.goTo !== undefined, state };
  return (
    <PressContext value={press}>{state.step === 'done' ? <Arrival>{done}</Arrival> : children}</PressContext>
  );
}

type PressButtonProps = Pick<ButtonProps, 'variant' | 'children'> & {
  /** What goes with the press beside the token, where one of several buttons says more. */
  fields?: Readonly<Record<string, string>>;
};

/** The button of the flow around it, as wide as the card; says above itself why a press was refused. */
export function PressButton({ variant = 'primary', fields = {}, children }: PressButtonProps) {
  const { send, token, busy, state } = usePress();
  return (
    <form action={send}>
      <ProblemNote problem={state.problem} />
      <input type="hidden" name="token" value={token} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" variant={variant} size="large" loading={busy} className={WIDE_CLASS_NAMES}>
        {children}
      </Button>
    </form>
  );
}

/** The same press once more, a while after it was done: for mail that does not arrive. */
export function PressAgain({ children }: { children: string }) {
  const { send, token, busy, state } = usePress();
  const wait = useCountdown(state);
  return (
    <form action={send}>
      <ProblemNote problem={state.problem} />
      <input type="hidden" name="token" value={token} />
      <Button
        type="submit"
        size="large"
        loading={busy}
        disabled={wait !== null && !busy}
        className={WIDE_CLASS_NAMES}
      >
        {wait && !busy ? `${children} in ${wait}` : children}
      </Button>
    </form>
  );
}

/** As wide as the card, and as high as a long name makes it. */
const WIDE_CLASS_NAMES = classNames(
  'h-auto min-h-11 w-full whitespace-normal py-2 text-balance wrap-anywhere',
);

function usePress(): Press {
  const press = useContext(PressContext);
  if (!press) throw new Error('A PressButton stands outside of <PressFlow>.');
  return press;
}
