import type { Ctx } from '@/lib/authz/context';
import { connectionAddresses } from '@/lib/connections/connection-address';
import type { LoginConnection } from '@/lib/connections/find-connection';
import type { CheckedAssertion, Gate } from '@/lib/sso/asserted-identity';
import { takeAssertion } from '@/lib/sso/sso-request';
import { checkResponse } from './saml/check-response';

export type SamlLogin = Extract<LoginConnection, { type: 'SAML' }>;

/** Whether the assertion was not used before. */
export function takeOnce(
  ctx: Ctx,
  { id: connectionId }: SamlLogin,
  checked: CheckedAssertion,
): Promise<boolean> {
  const { assertionId, expiresAt } = checked;
  return takeAssertion(ctx, { connectionId, assertionId, expiresAt });
}

/** The gate of this connection. */
export function checkSamlResponse(ctx: Ctx, connection: SamlLogin, response: string): Gate<CheckedAssertion> {
  const { entityId, acsUrl } = connectionAddresses(connection.id);
  return checkResponse({ connection, response, entityId, acsUrl, now: ctx.now });
}
