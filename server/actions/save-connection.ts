import { authorize } from '@/lib/authz/authorize';
import type { Ctx } from '@/lib/authz/context';
import { checkIssuer } from '@/lib/connections/check-addresses';
import type { UpdateConnectionInput } from '@/lib/connections/connection.schema';
import { getConnection } from '@/lib/connections/get-connection';
import { updateConnection } from '@/lib/connections/update-connection';
import { refuseField } from '@/lib/errors';
import { discoverProvider } from '../sso/oidc/discover-provider';

/**
 * Changes a connection; a new issuer whose addresses are to be looked up is asked first, so that a slip of the pen shows
 * at its field and not at somebody's login, and is stored as it names itself. Who may not manage the connection makes
 * nothing be asked.
 */
export async function saveConnection(ctx: Ctx, input: UpdateConnectionInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  checkIssuer(input.oidc?.issuer);
  const issuer = await confirmIssuer(ctx, input);
  await updateConnection(ctx, issuer === null ? input : { ...input, oidc: { ...input.oidc, issuer } });
}

/** The issuer by its own name; null where none is to be looked up. */
async function confirmIssuer(ctx: Ctx, input: UpdateConnectionInput): Promise<string | null> {
  if (!input.oidc?.issuer || input.oidc.configuration === 'MANUAL') return null;
  const before = await getConnection(ctx, input);
  if (before.type === 'OIDC' && before.settings.issuer === input.oidc.issuer) return null;
  const found = await discoverProvider(input.oidc.issuer);
  return found.ok ? found.passed.issuer : refuseField('oidc.issuer', found.reason);
}
