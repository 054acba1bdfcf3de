import type { LoginAttemptDetails } from '@/lib/login-log/get-login-attempt';
import type { LoginStep } from '@/lib/login-log/login-attempt';
import type { StatusTone } from '../ui/status';
import { TimelineStep } from '../ui/timeline-step';
import { loginStepLabel } from './login-words';

export type LoginStepsProps = { attempt: Pick<LoginAttemptDetails, 'steps' | 'state' | 'failedStep'> };

/** What is waited for, or was in vain. */
const ends: Partial<
  Record<LoginAttemptDetails['state'], { readonly label: string; readonly tone: StatusTone }>
> = {
  pending: { label: 'Not back yet', tone: 'wait' },
  abandoned: { label: 'Never came back', tone: 'off' },
};

/** The steps of an attempt, the first at the top; the one that refused says why. */
export function LoginSteps({ attempt: { steps, state, failedStep } }: LoginStepsProps) {
  const end = ends[state];
  const last = steps.length - 1;
  return (
    <ol className="relative">
      {steps.map((step, index) => (
        <Step
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added
          key={index}
          step={step}
          isRefusal={state === 'failure' && index === last && step.name === failedStep}
          isLast={index === last && !end}
        />
      ))}
      {end && <TimelineStep {...end} at={null} isLast />}
    </ol>
  );
}

function Step({ step, isRefusal, isLast }: { step: LoginStep; isRefusal: boolean; isLast: boolean }) {
  const label = loginStepLabel(step.name);
  return (
    <TimelineStep
      tone={isRefusal ? 'bad' : 'ok'}
      label={isRefusal ? `Refused: ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label}
      at={new Date(step.at)}
      isLast={isLast}
    >
      {step.note && <p className="mt-0.5 text-ink-2 wrap-anywhere">{step.note}</p>}
    </TimelineStep>
  );
}
