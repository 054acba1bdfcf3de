import type { Problem } from './problem-note';

/** How far someone has come with their address. */
export interface AddressState {
  readonly step: 'ask' | 'sent';
  /** What was typed, as it was typed. */
  readonly email: string;
  /** Where the browser goes now: to the identity provider of the address. */
  readonly goTo?: string;
  readonly problem?: Problem;
}

/**
 * A server action behind an `AddressFlow`: fields `email` and `returnTo`; `mail` where only a link will do; `intent=back`
 * asks for another address.
 */
export type AddressAction = (previous: AddressState, form: FormData) => Promise<AddressState>;
