import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import { CopyField } from '../ui/copy-field';
import type { GuideField, GuideStep } from './guide';

export type GuideStepsProps<Value extends string> = {
  steps: readonly GuideStep<Value>[];
  /** What of ours is copied into fields. */
  values: Readonly<Record<Value, string>>;
};

/** What to do in the identity provider's console, one after the other, with the values to copy. */
export function GuideSteps<Value extends string>({ steps, values }: GuideStepsProps<Value>) {
  return (
    <ol className="flex flex-col gap-8">
      {steps.map((step, index) => (
        <li key={step.title} className="grid grid-cols-[auto_1fr] gap-x-3.5">
          <span
            aria-hidden="true"
            className="grid size-6 place-items-center rounded-full border border-line-strong bg-sunk font-semibold text-ink-2 text-xs"
          >
            {index + 1}
          </span>
          <StepBody step={step} values={values} />
        </li>
      ))}
    </ol>
  );
}

type StepBodyProps<Value extends string> = Pick<GuideStepsProps<Value>, 'values'> & {
  step: GuideStep<Value>;
};

function StepBody<Value extends string>({ step, values }: StepBodyProps<Value>) {
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
            <Field key={field.label} field={field} values={values} />
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

type FieldProps<Value extends string> = Pick<GuideStepsProps<Value>, 'values'> & {
  field: GuideField<Value>;
};

function Field<Value extends string>({ field: { label, value }, values }: FieldProps<Value>) {
  const text = typeof value === 'string' ? values[value] : value.text;
  return (
    <div className="flex min-w-0 flex-col gap-[5px]">
      <dt className="font-strong">{label}</dt>
      <dd>
        <CopyField value={text} label={label} />
      </dd>
    </div>
  );
}
