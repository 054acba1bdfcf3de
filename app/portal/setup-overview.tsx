import type { ReactNode } from 'react';
import { nextStep } from '@/components/portal/checklist';
import { ChecklistLinks } from '@/components/portal/checklist-links';
import { ButtonLink } from '@/components/ui/button';
import { Finished } from './finished';
import type { Setup } from './read-setup';

type SetupOverviewProps = {
  setup: Setup;
  /** Whether it is on. */
  status: ReactNode;
  /** What else there is to see of it. */
  children?: ReactNode;
};

/** One thing that is set up: its steps, the way to the next one, and what works once none is left. */
export function SetupOverview({ setup, status, children }: SetupOverviewProps) {
  const { portal, title, steps, finish } = setup;
  const next = nextStep(steps);
  return (
    <section className="max-w-[720px]">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h3 className="font-heading text-md wrap-anywhere first-letter:uppercase">{title}</h3>
          {status}
        </div>
        {next && !finish && (
          <ButtonLink href={next.href} variant="primary">
            {steps.some(({ isDone }) => isDone) ? 'Go on' : 'Begin'}
          </ButtonLink>
        )}
      </div>
      {finish && (
        <div className="mb-3">
          <Finished portal={portal} sentences={finish} />
        </div>
      )}
      <div className="rounded-lg border border-line p-1.5">
        <ChecklistLinks steps={steps} />
      </div>
      {children}
    </section>
  );
}
