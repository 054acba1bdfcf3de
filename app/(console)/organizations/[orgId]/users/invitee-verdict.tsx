'use client';

import { CircleCheck, CircleSlash, Clock } from 'lucide-react';
import { useState } from 'react';
import { useFormState } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import type { Verdict } from './use-verdict';

export type InviteeVerdictLineProps = {
  verdict: Verdict | null;
  /** Sends the invitation again that there is already. */
  onResend: (membershipId: string) => Promise<void>;
};

/** Under the address: what would happen on inviting it, and a way on where inviting is not it. */
export function InviteeVerdictLine({ verdict, onResend }: InviteeVerdictLineProps) {
  const { errors } = useFormState({ name: 'email' });
  // The error at the field says the same; only the way on is worth a line then.
  const shown = errors.email && !isInvited(verdict) ? null : verdict;
  return (
    <div role="status" className={classNames('-mt-2 text-sm', !errors.email && 'min-h-6')}>
      {shown && (
        <Line
          verdict={errors.email ? { ...shown, sentence: 'You can resend the invitation.' } : shown}
          onResend={onResend}
        />
      )}
      {!shown && !errors.email && (
        <p className="min-h-7 py-1 text-ink-3">A mail brings them a button that signs them in.</p>
      )}
    </div>
  );
}

const LOOKS = {
  free: { Icon: CircleCheck, className: 'text-ok' },
  waiting: { Icon: Clock, className: 'text-wait' },
  refused: { Icon: CircleSlash, className: 'text-bad' },
};

function Line({ verdict, onResend }: { verdict: Verdict } & Pick<InviteeVerdictLineProps, 'onResend'>) {
  const [sending, setSending] = useState(false);
  const { Icon, className } = LOOKS[lookOf(verdict)];
  async function resend(membershipId: string) {
    setSending(true);
    await onResend(membershipId);
    setSending(false);
  }
  const { membershipId } = verdict;
  return (
    <p className="flex min-h-7 items-center gap-1.5 text-ink-2">
      <Icon aria-hidden="true" className={classNames('size-3.5', className)} />
      <span className="min-w-0">{verdict.sentence}</span>
      {isInvited(verdict) && membershipId && (
        <Button size="small" loading={sending} onClick={() => void resend(membershipId)} className="ml-auto">
          Resend
        </Button>
      )}
    </p>
  );
}

function lookOf(verdict: Verdict): keyof typeof LOOKS {
  if (verdict.verdict === 'new') return 'free';
  return isInvited(verdict) ? 'waiting' : 'refused';
}

function isInvited(verdict: Verdict | null): boolean {
  return verdict?.verdict === 'pending' || verdict?.verdict === 'expired';
}
