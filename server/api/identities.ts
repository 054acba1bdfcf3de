import { refuseField } from '@/lib/errors';

/** How a request says whom or what it means. */
export type Identities =
  | { readonly case: 'id' | 'externalId'; readonly value: string }
  | { readonly case: undefined; readonly value?: undefined };

/** By Usher's id, or by the application's own. */
export type RecordKey = { readonly id: string } | { readonly externalId: string };

/** What is meant, as the core's queries take it; refuses a request that says neither. */
export function keyOf(identities: Identities): RecordKey {
  if (identities.case === 'id') return { id: identities.value };
  if (identities.case === 'externalId') return { externalId: identities.value };
  return refuseField('id', 'Give the id or the external id.');
}
