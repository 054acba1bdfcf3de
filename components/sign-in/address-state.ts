import type { Problem } from './problem-note';

/** How far someone has come in asking for a sign-in link. */
export interface AddressState {
  readonly step: 'ask' | 'sent';
  /** What was typed, as it was typed. */
  readonly email: string;
  /** Where the browser goes now: to the identity provider of the address. */
  readonly goTo?: string;
  readonly problem?: Problem;
}

/** A server action behind an `AddressFlow`: fields `email` and `returnTo`; `intent=back` asks for another address. */
export type AddressAction = (previous: AddressState, form: FormData) => Promise<AddressState>;
