import type { Gate } from './asserted-identity';

/** Why an input is refused, in words for an admin; null: it passes. */
export type Check<Input> = (input: Input) => string | null;

/** The steps of a gate by their names, in their order. */
export type Steps<Input> = Readonly<Record<string, Check<Input>>>;

export type Refusal = Extract<Gate<never>, { readonly ok: false }>;

/** Takes the steps in their order and stops at the first that refuses; null: all of them were passed. */
export function firstRefusal<Input>(steps: Steps<Input>, input: Input): Refusal | null {
  const passed: string[] = [];
  for (const [step, check] of Object.entries(steps)) {
    const reason = check(input);
    if (reason !== null) return { ...refuse(step, reason), steps: passed };
    passed.push(step);
  }
  return null;
}

export function refuse(step: string, reason: string): Refusal {
  return { ok: false, step, reason };
}

/** The same outcome, before which these steps were passed, too. */
export function after<Outcome extends Gate<unknown>>(steps: readonly string[], gate: Outcome): Outcome {
  return { ...gate, steps: [...steps, ...(gate.steps ?? [])] };
}

/** What somebody else wrote, for a reason: one line of bounded length without control characters. */
export function quote(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return `“${line.length > 200 ? `${line.slice(0, 200)}…` : line}”`;
}
