import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { ConnectionAddresses } from '@/lib/connections/connection-address';
import { CopyField } from '../ui/copy-field';
import type { Guide, GuideField, GuideStep } from './guide';
import { textOf } from './guide-values';

export type GuideStepsProps = {
  guide: Guide;
  addresses: ConnectionAddresses;
  applicationName: string;
};

/** What to do in the identity provider's console, one after the other, with the values to copy. */
export function GuideSteps({ guide, ...given }: GuideStepsProps) {
  return (
    <ol className="flex flex-col gap-8">
      {guide.steps.map((step, index) => (
        <li key={step.title} className="grid grid-cols-[auto_1fr] gap-x-3.5">
          <span
            aria-hidden="true"
            className="grid size-6 place-items-center rounded-full border border-line-strong bg-sunk font-semibold text-ink-2 text-xs"
          >
            {index + 1}
          </span>
          <StepBody step={step} {...given} />
        </li>
      ))}
    </ol>
  );
}

function StepBody({ step, ...given }: Omit<GuideStepsProps, 'guide'> & { step: GuideStep }) {
  const { title, where = [], text, fields = [] } = step;
  return (
    <div className="min-w-0">
      <h2 className="font-heading text-md">{title}</h2>
      {where.length > 0 && <Where path={where} />}
      {text.map((sentence) => (
        <p key={sentence} className="mt-1.5 max-w-[68ch] text-ink-2">
          {sentence}
        </p>
      ))}
      {fields.length > 0 && (
        <dl className="mt-3.5 flex flex-col gap-3">
          {fields.map((field) => (
            <Field key={field.label} field={field} value={textOf(field, given)} />
          ))}
        </dl>
      )}
    </div>
  );
}

/** The way through the menus of the other console. */
function Where({ path }: { path: readonly string[] }) {
  return (
    <p className="mt-1 text-ink-3 text-sm">
      {path.map((part, index) => (
        <Fragment key={path.slice(0, index + 1).join()}>
          {index > 0 && (
            <>
              <span className="sr-only">, then </span>
              <ChevronRight aria-hidden="true" className="mx-0.5 inline size-3" />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </p>
  );
}

function Field({ field: { label }, value }: { field: GuideField; value: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-[5px]">
      <dt className="font-strong">{label}</dt>
      <dd>
        <CopyField value={value} label={label} />
      </dd>
    </div>
  );
}
