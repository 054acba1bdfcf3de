import type { WordedStep } from '@/lib/login-log/get-login-attempt';

/** What is shown as one thing that was passed. */
export interface StepGroup {
  readonly label: string;
  /** ISO 8601. */
  readonly at: string;
  /** What more there is to say of it. */
  readonly note: string | null;
}

/** So many at once are the checks of an answer, and not something that somebody did. */
const fewestChecks = 3;

/** Passed steps as they are shown: checks of one moment, of which there may be two dozen, become one with their names. */
export function joinChecks(steps: readonly WordedStep[]): readonly StepGroup[] {
  const runs: WordedStep[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run && isSameMoment(run.at(-1), step)) run.push(step);
    else runs.push([step]);
  }
  return runs.flatMap((run) => (run.length < fewestChecks ? run : [joined(run)]));
}

function isSameMoment(before: WordedStep | undefined, step: WordedStep): boolean {
  return before !== undefined && before.at === step.at && before.note === null && step.note === null;
}

function joined(run: readonly WordedStep[]): StepGroup {
  const names = new Set(run.map(({ label }) => label));
  return { label: `${names.size} checks passed`, at: run[0]?.at ?? '', note: [...names].join(' · ') };
}
