import { Check } from 'lucide-react';
import { classNames } from '../ui/class-names';
import { Link } from '../ui/link';
import type { Step, StepId } from './checklist';

export type ChecklistLinksProps = {
  steps: readonly Step[];
  /** The step of the page at hand. */
  current?: StepId | undefined;
};

/** The steps in their order, each a link with what is left of it. */
export function ChecklistLinks({ steps, current }: ChecklistLinksProps) {
  return (
    <ol className="flex flex-col gap-0.5">
      {steps.map((step, index) => (
        <li key={step.id}>
          <Link
            href={step.href}
            aria-current={step.id === current ? 'step' : undefined}
            className={classNames(
              'flex gap-3 rounded-md px-2.5 py-2 hover:bg-wash',
              step.id === current && 'bg-sunk hover:bg-sunk',
            )}
          >
            <Mark step={step} number={index + 1} />
            <span className="min-w-0">
              <span className="block font-strong wrap-anywhere">
                {step.label}
                {step.isDone && <span className="sr-only">, done</span>}
              </span>
              <span className="block text-ink-3 text-sm wrap-anywhere">
                {step.isOptional && !step.isDone ? `Optional · ${step.note}` : step.note}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Mark({ step, number }: { step: Step; number: number }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid size-6 shrink-0 place-items-center rounded-full border font-semibold text-xs',
        step.isDone ? 'border-ok/25 bg-ok-wash text-ok' : 'border-line-strong bg-paper text-ink-2',
      )}
    >
      {step.isDone ? <Check className="size-3.5" /> : number}
    </span>
  );
}
