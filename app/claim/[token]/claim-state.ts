import type { Problem } from '@/components/sign-in/problem-note';

/** How far the claim has come; what was typed is kept. */
export interface ClaimState {
  readonly values: { readonly email: string; readonly applicationName: string };
  readonly goTo?: string;
  readonly problem?: Problem;
}
