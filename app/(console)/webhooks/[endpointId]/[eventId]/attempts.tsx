import { TimelineStep } from '@/components/ui/timeline-step';
import type { AttemptRow, DeliveryDetails } from '@/lib/webhooks/get-delivery';
import { attemptWords, durationWords, replayWords } from '../../webhook-words';

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
    const isFirst = attempts.length === 0;
    const label = isFirst ? 'It is being sent' : 'It is tried again';
    return <TimelineStep tone="wait" label={label} at={isFirst ? null : nextAttemptAt} isLast={isLast} />;
  }
  if (state === 'FAILED' && lastError && lastError !== attempts[0]?.error)
    return <TimelineStep tone="bad" label={lastError} at={null} isLast={isLast} />;
  return null;
}

function Attempt({ attempt, isLast }: { attempt: AttemptRow; isLast: boolean }) {
  const replayed = replayWords(attempt.replay);
  return (
    <TimelineStep {...attemptWords(attempt)} at={attempt.at} isLast={isLast}>
      <p className="mt-0.5 text-ink-3 text-sm wrap-anywhere">
        after {durationWords(attempt.durationMilliseconds)}
        {replayed && ` · ${replayed}`}
      </p>
      {attempt.response && (
        <pre className="mt-2 max-h-48 overflow-auto whitespace-pre-wrap rounded-md border border-line bg-sunk px-3 py-2 font-mono text-ink-2 text-xs wrap-anywhere">
          {attempt.response}
        </pre>
      )}
    </TimelineStep>
  );
}
