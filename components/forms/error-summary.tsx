'use client';

import { CircleAlert } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { type FieldErrors, useFormState } from 'react-hook-form';
import { fieldId, useFormMeta } from './form';
import type { FormFailure } from './use-action-form';

type FieldProblem = { name: string; message: string };

/**
 * Takes the focus after a refused submit: with one wrong field it moves straight to that field, else it lists the
 * wrong fields as links and says why the server refused. Stands at the top of the form and is silent otherwise.
 */
export function ErrorSummary() {
  const { id, failure } = useFormMeta();
  const { errors, submitCount, isSubmitting } = useFormState();
  const box = useRef<HTMLDivElement>(null);
  const problems = problemsOf(errors);
  const visible = Boolean(failure) || problems.length > 1;
  const focused = useRef(0);

  useEffect(() => {
    if (isSubmitting || focused.current === submitCount) return;
    focused.current = submitCount;
    if (visible) box.current?.focus();
    else if (problems[0]) focusField(fieldId(id, problems[0].name));
  });

  if (!visible) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2.5 rounded-md border border-bad/25 bg-bad-wash px-3 py-2.5 text-bad"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5" />
      <div className="min-w-0">
        {failure && <FailureText failure={failure} />}
        {problems.length > 1 && <ProblemList formId={id} problems={problems} />}
      </div>
    </div>
  );
}

function FailureText({ failure }: { failure: FormFailure }) {
  return (
    <>
      <p className="font-medium wrap-anywhere">{failure.message}</p>
      {failure.stray?.map((message) => (
        <p key={message} className="wrap-anywhere">
          {message}
        </p>
      ))}
      {failure.requestId && (
        <p className="mt-0.5 text-sm">
          Reference <code className="select-all font-mono text-xs">{failure.requestId}</code>
        </p>
      )}
    </>
  );
}

function ProblemList({ formId, problems }: { formId: string; problems: FieldProblem[] }) {
  function go(event: MouseEvent, target: string) {
    event.preventDefault();
    focusField(target);
  }
  return (
    <>
      <p className="font-medium">{problems.length} fields need another look</p>
      <ul className="mt-0.5">
        {inOrderOfFields(formId, problems).map(({ name, message }) => {
          const target = fieldId(formId, name);
          const label = labelOf(target);
          return (
            <li key={name}>
              <a
                href={`#${target}`}
                onClick={(event) => go(event, target)}
                className="inline-flex min-h-6 items-center underline underline-offset-2"
              >
                {label ? `${label}: ${message}` : message}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Flattens the errors of nested fields: `{role: {id: error}}` gives "role.id". */
function problemsOf(errors: FieldErrors, prefix = ''): FieldProblem[] {
  return Object.entries(errors).flatMap(([key, error]): FieldProblem[] => {
    if (!error || key === 'root') return [];
    const name = prefix + key;
    if (typeof error.message === 'string') return [{ name, message: error.message }];
    return problemsOf(error as FieldErrors, `${name}.`);
  });
}

/** As they stand in the form; errors only exist in a browser, so there is a document to look at. */
function inOrderOfFields(formId: string, problems: FieldProblem[]): FieldProblem[] {
  const placed = problems.map((problem) => ({
    problem,
    field: document.getElementById(fieldId(formId, problem.name)),
  }));
  return placed.sort((one, other) => orderOf(one.field, other.field)).map(({ problem }) => problem);
}

function orderOf(one: Node | null, other: Node | null): number {
  if (!one || !other) return 0;
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** The words of the field's label, without what is said in a span beside them ("optional"). */
function labelOf(id: string): string {
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  return label?.firstChild?.textContent ?? '';
}

function focusField(id: string) {
  document.getElementById(id)?.focus();
}
