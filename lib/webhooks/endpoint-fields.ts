import { env } from '../env';
import { refuseField } from '../errors';
import type { EventType } from '../events/event-type';
import { allowedHosts } from '../outbound/allowed-hosts';
import { checkTarget } from '../outbound/check-target';
import type { EndpointInput } from './webhook.schema';

/** What people set of an endpoint, as it is stored; no types: all. */
export interface EndpointFields {
  readonly url: string;
  readonly description: string;
  readonly types: EventType[];
}

/** The fields, or a refusal of the address that says why Usher does not send there. */
export function checkEndpoint({ url, description, scope, types }: EndpointInput): EndpointFields {
  const target = checkTarget(url, allowedHosts(env().allowedPrivateHosts));
  if (!target.ok) return refuseField('url', target.reason);
  return { url: target.url.href, description, types: scope === 'all' ? [] : [...new Set(types)].sort() };
}
