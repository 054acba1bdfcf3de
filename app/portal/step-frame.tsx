import { ArrowLeft, ArrowRight, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StepId } from '@/components/portal/checklist';
import { ChecklistLinks } from '@/components/portal/checklist-links';
import { ButtonLink } from '@/components/ui/button';
import { Finished } from './finished';
import { PortalFrame } from './portal-frame';
import type { Setup } from './read-setup';

type StepFrameProps = {
  setup: Setup;
  step: StepId;
  /** One or two sentences under the title. */
  description?: ReactNode;
  children: ReactNode;
};

/** A page of the set-up: all steps at its side, the one at hand, and the way to those around it. */
export function StepFrame({ setup, step, description, children }: StepFrameProps) {
  const { portal, title, steps, finish } = setup;
  const index = steps.findIndex(({ id }) => id === step);
  return (
    <PortalFrame portal={portal}>
      <div className="grid gap-x-12 gap-y-6 desktop:grid-cols-[280px_minmax(0,1fr)]">
        <nav aria-label="Steps" className="max-desktop:hidden">
          <p className="px-2.5 pb-2 font-strong text-ink-3 text-sm first-letter:uppercase">{title}</p>
          <ChecklistLinks steps={steps} current={step} />
        </nav>
        <div className="min-w-0 max-w-[720px]">
          <details className="mb-6 rounded-lg border border-line desktop:hidden">
            <summary className="group flex min-h-11 cursor-pointer items-center gap-2 px-3.5">
              <span className="font-strong">
                Step {index + 1} of {steps.length}
              </span>
              <span className="grow text-right text-ink-2">All steps</span>
              <ChevronDown aria-hidden="true" className="size-4 shrink-0 in-open:rotate-180 text-ink-3" />
            </summary>
            <div className="border-line border-t p-1.5">
              <ChecklistLinks steps={steps} current={step} />
            </div>
          </details>
          <h1 className="font-heading text-xl wrap-anywhere">{steps[index]?.label}</h1>
          {description && <div className="mt-1 max-w-[68ch] text-ink-2 text-md">{description}</div>}
          <div className="mt-7 flex flex-col gap-9">
            {children}
            {finish && index === steps.length - 1 && <Finished portal={portal} sentences={finish} />}
          </div>
          <Around setup={setup} index={index} />
        </div>
      </div>
    </PortalFrame>
  );
}

/** Steps with a button of their own, which comes first until it has been pressed. */
const decisions: readonly StepId[] = ['domains', 'enable'];

function Around({ setup: { steps }, index }: { setup: Setup; index: number }) {
  const [before, here, after] = [steps[index - 1], steps[index], steps[index + 1]];
  const isNext = after && here && (here.isDone || !decisions.includes(here.id));
  return (
    <div className="mt-10 flex justify-between gap-2 border-line border-t pt-5 max-tablet:flex-col-reverse tablet:items-center">
      <ButtonLink href={before?.href ?? '/portal'} variant="ghost">
        <ArrowLeft aria-hidden="true" />
        {before?.label ?? 'Overview'}
      </ButtonLink>
      <ButtonLink href={after?.href ?? '/portal'} variant={isNext ? 'primary' : 'default'}>
        {after ? `Next: ${after.label}` : 'Overview'}
        <ArrowRight aria-hidden="true" />
      </ButtonLink>
    </div>
  );
}
