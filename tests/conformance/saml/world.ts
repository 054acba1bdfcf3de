import { createServiceProviderKey, type ServiceProviderKey } from '@/lib/connections/service-provider-key';
import { samlSettingsSchema } from '@/lib/connections/settings';
import { checkResponse, type PostedResponse } from '@/server/sso/saml/check-response';
import { acsUrl, entityId, issuer, now } from './documents';

export interface Keys {
  /** Both pinned: the identity provider rolls over from one to the other. */
  readonly idp: ServiceProviderKey;
  readonly next: ServiceProviderKey;
  /** Ours. */
  readonly own: ServiceProviderKey;
  readonly attacker: ServiceProviderKey;
}

export async function makeKeys(): Promise<Keys> {
  const [idp, next, own, attacker] = await Promise.all([key(), key(), key(), key()]);
  return { idp, next, own, attacker };
}

const key = () => createServiceProviderKey(now);

/** What a connection of the customer is given, with other settings where a test says so. */
export function posted(
  { idp, next, own }: Keys,
  response: string,
  settings: Record<string, unknown> = {},
  date = now,
): PostedResponse {
  const days = (count: number) => new Date(date.getTime() + count * 86_400_000);
  const validity = { notBefore: days(-1), notAfter: days(30) };
  const pinned = [idp, next].map(({ certificate }) => ({ certificate, ...validity }));
  return {
    connection: {
      settings: samlSettingsSchema.parse({ idpEntityId: issuer, ...settings }),
      certificates: pinned,
      privateKey: own.privateKey,
      attributeMapping: {},
    },
    response,
    entityId,
    acsUrl,
    now: date,
  };
}

/** The step that refuses the response; null: it passes. */
export function refusedAt(input: PostedResponse): string | null {
  const gate = checkResponse(input);
  return gate.ok ? null : gate.step;
}
