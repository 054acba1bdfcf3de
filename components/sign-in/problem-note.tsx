import { CircleAlert } from 'lucide-react';

/** Why something was refused; the error of every action result has this shape. */
export interface Problem {
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** A refusal as a whole, above the button that was pressed; errors of fields stand at their fields instead. */
export function ProblemNote({ problem }: { problem: Problem | undefined }) {
  if (!problem || Object.keys(problem.fields ?? {}).length > 0) return null;
  return (
    <p
      role="alert"
      className="mb-3 flex gap-2.5 rounded-md border border-bad/25 bg-bad-wash px-3 py-2.5 text-left text-bad"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5" />
      <span className="min-w-0 wrap-anywhere">{problem.message}</span>
    </p>
  );
}
