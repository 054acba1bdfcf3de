import type { Problem } from './problem-note';

/** How far a page with one button has come. */
export interface PressState {
  readonly step: 'ask' | 'done';
  /** Where the browser goes now: the button did its work. */
  readonly goTo?: string;
  readonly problem?: Problem;
}

/** A server action behind the button of a `PressFlow`; the form carries the page's token. */
export type PressAction = (previous: PressState, form: FormData) => Promise<PressState>;

/** The state after a press that only answers: done, or where it was with the problem. */
export function afterPress(
  previous: PressState,
  result: { readonly ok: true } | { readonly ok: false; readonly error: Problem },
): PressState {
  return result.ok ? { step: 'done' } : { step: previous.step, problem: result.error };
}
