/** How long after an attempt that failed the next one is made; after the last of them none is. */
const retryDelaysSeconds = [5, 30, 120, 300, 900] as const;

export type DeliveryOutcome =
  | { readonly kind: 'arrived' }
  | { readonly kind: 'postponed'; readonly delaySeconds: number }
  | { readonly kind: 'failed' };

/** What an attempt comes to, by the status of its answer (null: none) and how many there were with it. */
export function deliveryOutcome(status: number | null, attempts: number): DeliveryOutcome {
  if (status !== null && status >= 200 && status < 300) return { kind: 'arrived' };
  if (status === 410) return { kind: 'failed' };
  const delaySeconds = retryDelaysSeconds[attempts - 1];
  return delaySeconds === undefined ? { kind: 'failed' } : { kind: 'postponed', delaySeconds };
}
