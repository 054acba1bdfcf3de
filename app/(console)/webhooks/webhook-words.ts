import type { StatusTone } from '@/components/ui/status';
import type { EndpointRow } from '@/lib/webhooks/endpoint-row';
import type { AttemptRow } from '@/lib/webhooks/get-delivery';
import type { EndpointHealth } from '@/lib/webhooks/list-endpoints';
import type { DeliveryState } from '@/lib/webhooks/webhook.schema';

interface Words {
  readonly label: string;
  readonly tone: StatusTone;
}

const deliveryStates: Record<DeliveryState, Words> = {
  PENDING: { label: 'On its way', tone: 'wait' },
  DELIVERED: { label: 'Delivered', tone: 'ok' },
  FAILED: { label: 'Failed', tone: 'bad' },
};

/** The word and the tone of what became of a delivery. */
export function deliveryStateWords(state: DeliveryState): Words {
  return deliveryStates[state];
}

/** States stand in addresses in small letters: `?state=failed`. */
export const deliveryStateOptions = (Object.keys(deliveryStates) as DeliveryState[]).map((state) => ({
  value: state.toLowerCase(),
  label: deliveryStates[state].label,
}));

/** How an endpoint is. */
export function endpointWords({
  enabled,
  failingSince,
}: Pick<EndpointRow, 'enabled' | 'failingSince'>): Words {
  if (!enabled) return { label: 'Off', tone: 'off' };
  return failingSince ? { label: 'Failing', tone: 'bad' } : { label: 'On', tone: 'ok' };
}

/** Why what failed cannot be replayed now, or null. */
export function replayFailedBlockedBy({
  enabled,
  hasFailed,
}: Pick<EndpointRow & EndpointHealth, 'enabled' | 'hasFailed'>): string | null {
  if (!enabled) return 'The endpoint is switched off.';
  return hasFailed ? null : 'Nothing that was sent has failed.';
}

/** What came of one attempt: "200", or why there was no answer. */
export function attemptWords({ status, error }: Pick<AttemptRow, 'status' | 'error'>): Words {
  if (status === null) return { label: error ?? 'There was no answer.', tone: 'bad' };
  const arrived = status >= 200 && status < 300;
  return { label: `Answered ${status}`, tone: arrived ? 'ok' : 'bad' };
}

/** Whether an attempt belongs to a replay, and whose: "Replayed by ada@example.com". */
export function replayWords(replay: AttemptRow['replay']): string | null {
  return replay && (replay.by ? `Replayed by ${replay.by}` : 'Replayed');
}

/** "All events", "3 types of events", or the one. */
export function subscriptionWords(types: readonly string[]): string {
  if (types.length === 0) return 'All events';
  return types.length === 1 ? (types[0] ?? '') : `${types.length} types of events`;
}

/** "84 ms", "1.2 s". */
export function durationWords(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
