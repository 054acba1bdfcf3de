import type { LoginAttemptDetails, WordedStep } from '@/lib/login-log/get-login-attempt';
import type { StatusTone } from '../ui/status';
import { TimelineStep } from '../ui/timeline-step';
import { joinChecks, type StepGroup } from './step-groups';

export type LoginStepsProps = {
  attempt: Pick<LoginAttemptDetails, 'steps' | 'state' | 'failedStep' | 'about' | 'fix'>;
};

/** What is waited for, or was in vain. */
const ends: Partial<
  Record<LoginAttemptDetails['state'], { readonly label: string; readonly tone: StatusTone }>
> = {
  pending: { label: 'Not back yet', tone: 'wait' },
  abandoned: { label: 'Never came back', tone: 'off' },
};

/**
 * The steps of an attempt, the first at the top; what was checked at once in one item. The one that refused says why, and
 * what can be done.
 */
export function LoginSteps({ attempt }: LoginStepsProps) {
  const { steps, state, failedStep } = attempt;
  const end = ends[state];
  const last = steps.at(-1);
  const refusal = state === 'failure' && last?.name === failedStep ? last : null;
  const groups = joinChecks(refusal ? steps.slice(0, -1) : steps);
  return (
    <ol className="relative">
      {groups.map((group, index) => (
        <Passed
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added
          key={index}
          group={group}
          isLast={index === groups.length - 1 && !refusal && !end}
        />
      ))}
      {refusal && <Refusal step={refusal} attempt={attempt} />}
      {end && <TimelineStep {...end} at={null} isLast />}
    </ol>
  );
}

function Passed({ group: { label, at, note }, isLast }: { group: StepGroup; isLast: boolean }) {
  return (
    <TimelineStep tone="ok" label={label} at={new Date(at)} isLast={isLast}>
      {note && <p className="mt-0.5 text-ink-2 wrap-anywhere">{note}</p>}
    </TimelineStep>
  );
}

type RefusalProps = { step: WordedStep; attempt: Pick<LoginAttemptDetails, 'about' | 'fix'> };

function Refusal({ step: { label, at, note }, attempt: { about, fix } }: RefusalProps) {
  const text = /^.\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
  return (
    <TimelineStep tone="bad" label={`Refused: ${text}`} at={new Date(at)} isLast>
      {about && <p className="mt-0.5 text-ink-3 text-sm">What is checked: {about}</p>}
      {note && <p className="mt-0.5 text-ink-2 wrap-anywhere">{note}</p>}
      {fix && (
        <p className="mt-2 rounded-md border border-line bg-wash px-3 py-2 text-ink-2 wrap-anywhere">
          <span className="font-strong text-ink">What to do: </span>
          {fix}
        </p>
      )}
    </TimelineStep>
  );
}
