/** Why an input is refused, in words for an admin; null: it passes. */
export type Check<Input> = (input: Input) => string | null;

export interface Refusal {
  readonly ok: false;
  readonly step: string;
  readonly reason: string;
}

/** Takes the steps in their order and stops at the first that refuses; null: all of them were passed. */
export function firstRefusal<Input>(
  steps: Readonly<Record<string, Check<Input>>>,
  input: Input,
): Refusal | null {
  for (const [step, check] of Object.entries(steps)) {
    const reason = check(input);
    if (reason !== null) return refuse(step, reason);
  }
  return null;
}

export function refuse(step: string, reason: string): Refusal {
  return { ok: false, step, reason };
}

/** What somebody else wrote, for a reason: one line of bounded length without control characters. */
export function quote(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return `“${line.length > 200 ? `${line.slice(0, 200)}…` : line}”`;
}
