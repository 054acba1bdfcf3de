import type { EventType } from '../events/event-type';

/** An endpoint as staff see it: without its secret. */
export interface EndpointRow {
  readonly endpointId: string;
  readonly url: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Why Usher switched it off by itself. */
  readonly disabledReason: string | null;
  /** None: all. */
  readonly types: readonly EventType[];
  readonly secretSuffix: string;
  /** Until when the secret before signs, too; null when it does not. */
  readonly previousSecretUntil: Date | null;
  /** Since when nothing arrived but failed for good; null while it is well. */
  readonly failingSince: Date | null;
  readonly createdAt: Date;
}

export const endpointRowSelect = {
  id: true,
  url: true,
  description: true,
  enabled: true,
  disabledReason: true,
  types: true,
  secretSuffix: true,
  previousSecretUntil: true,
  failingSince: true,
  createdAt: true,
} as const;

type Row = Omit<EndpointRow, 'endpointId' | 'types'> & { readonly id: string; readonly types: string[] };

export function toEndpointRow({ id, types, previousSecretUntil, ...row }: Row, now: Date): EndpointRow {
  const overlaps = previousSecretUntil !== null && previousSecretUntil > now;
  return {
    ...row,
    endpointId: id,
    types: types as EventType[],
    previousSecretUntil: overlaps ? previousSecretUntil : null,
  };
}
