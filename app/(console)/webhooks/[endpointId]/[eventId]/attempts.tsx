import { DateTime } from '@/components/ui/relative-time';
import { StatusMark } from '@/components/ui/status';
import type { AttemptRow, DeliveryDetails } from '@/lib/webhooks/get-delivery';
import { attemptWords, durationWords } from '../../webhook-words';

/** The attempts, the newest first, with what is next above them. */
export function Attempts({ delivery }: { delivery: DeliveryDetails }) {
  const { attempts } = delivery;
  return (
    <ol className="relative">
      <Next delivery={delivery} isLast={attempts.length === 0} />
      {attempts.map((attempt, index) => (
        <Attempt key={attempt.id} attempt={attempt} isLast={index === attempts.length - 1} />
      ))}
    </ol>
  );
}

function Next({ delivery, isLast }: { delivery: DeliveryDetails; isLast: boolean }) {
  const { state, nextAttemptAt, attempts, lastError } = delivery;
  if (state === 'PENDING') {
    return (
      <Step
        tone="wait"
        isLast={isLast}
        label={attempts.length === 0 ? 'It is being sent' : 'It is tried again'}
      >
        {nextAttemptAt && attempts.length > 0 && (
          <DateTime iso={nextAttemptAt.toISOString()} withTime className="text-ink-3 text-sm tabular-nums" />
        )}
      </Step>
    );
  }
  if (state === 'FAILED' && lastError && lastError !== attempts[0]?.error)
    return <Step tone="bad" isLast={isLast} label={lastError} />;
  return null;
}

function Attempt({ attempt, isLast }: { attempt: AttemptRow; isLast: boolean }) {
  const { label, tone } = attemptWords(attempt);
  return (
    <Step
      tone={tone}
      label={label}
      isLast={isLast}
      after={
        <>
          <p className="mt-0.5 text-ink-3 text-sm">after {durationWords(attempt.durationMilliseconds)}</p>
          {attempt.response && (
            <pre className="mt-2 max-h-48 overflow-auto whitespace-pre-wrap rounded-md border border-line bg-sunk px-3 py-2 font-mono text-ink-2 text-xs wrap-anywhere">
              {attempt.response}
            </pre>
          )}
        </>
      }
    >
      <DateTime iso={attempt.at.toISOString()} withTime className="text-ink-3 text-sm tabular-nums" />
    </Step>
  );
}

type StepProps = {
  tone: 'ok' | 'wait' | 'bad' | 'off' | 'info';
  label: string;
  isLast: boolean;
  /** Beside the label. */
  children?: React.ReactNode;
  /** Below it. */
  after?: React.ReactNode;
};

function Step({ tone, label, isLast, children, after }: StepProps) {
  return (
    <li className="relative flex gap-3.5 pb-5 last:pb-0">
      {!isLast && (
        <span
          aria-hidden="true"
          className="absolute top-[22px] bottom-[-2px] left-[9.5px] w-px bg-line-strong"
        />
      )}
      <span className="grid size-5 shrink-0 place-items-center">
        <StatusMark tone={tone} />
      </span>
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="min-w-0 font-strong wrap-anywhere">{label}</p>
          {children}
        </div>
        {after}
      </div>
    </li>
  );
}
