import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { typeOfKind } from './application';
import type { ClientRef } from './client.schema';

export interface LockedClient {
  readonly id: string;
  readonly name: string;
  readonly kind: 'CREDENTIAL' | 'WEB_APP' | 'PUBLIC_APP' | 'ORGANIZATION';
  readonly isNative: boolean;
}

/**
 * A client, locked until the transaction ends: what is counted or changed after it is decided one at a time. One of
 * another organization is `not_found`, and for programs so are the credentials of the API: those are for people to manage.
 */
export async function lockClient(
  tx: Transaction,
  ctx: Ctx,
  { clientId, organizationId = null }: ClientRef,
): Promise<LockedClient> {
  const [row] = await tx.$queryRaw<LockedClient[]>`
    select id, name, kind::text as kind, is_native as "isNative" from clients
    where id = ${clientId} and organization_id is not distinct from ${organizationId}
      and (kind <> 'CREDENTIAL' or ${ctx.actor.kind === 'user'})
    for update`;
  return row ?? refuse('not_found', 'There is no such client.');
}

/** How a client is named in the audit log. */
export function clientTarget({ id, name, ...rest }: LockedClient) {
  return { kind: typeOfKind(rest) ? 'application' : 'client', id, name } as const;
}
