import { authorize, governs, grantablePermissions } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { PermissionName } from '../authz/permissions';
import type { Transaction } from '../db';
import type { ConnectionRecord } from './connection-record';
import { tellOfConnection } from './tell-of-connection';

/** The settings that say whose word about people is taken, or where they are sent to. */
const vouching: ReadonlySet<string> = new Set([
  ...['provider', 'attributeMapping', 'idpEntityId', 'idpSsoUrl', 'subjectAttribute'],
  ...[
    'configuration',
    'issuer',
    'authorizationEndpoint',
    'tokenEndpoint',
    'userinfoEndpoint',
    'jwksUri',
    'clientId',
  ],
]);

/** Whether one of these settings is about who vouches for people. */
export function isAboutWhoVouches(changed: object): boolean {
  return Object.keys(changed).some((name) => vouching.has(name));
}

/**
 * Notes that the acting person has said who vouches for people at a connection, in the caller's transaction and under its
 * lock: from then on whoever may do more than they may confirms once by mail that it is they. The vendor's word needs no
 * such note. Where people log in by it already, the admins are told.
 */
export async function noteWhoVouches(tx: Transaction, ctx: Ctx, connection: ConnectionRecord): Promise<void> {
  const { connectionId: id, organizationId } = connection;
  if (connection.enabled) await tellOfConnection(tx, ctx, connection, 'changed');
  if (governs(ctx.actor)) return;
  const said = await permissionsOfActor(tx, ctx, organizationId);
  const before = await tx.connection.findUniqueOrThrow({
    where: { id },
    select: { guardedAt: true, guardedWith: true },
  });
  const guardedWith = before.guardedAt ? said.filter((name) => before.guardedWith.includes(name)) : said;
  await tx.connection.update({
    where: { id },
    data: { guardedAt: ctx.now, guardedWith: [...guardedWith] },
    select: { id: true },
  });
}

/** What makes somebody more than a plain member. A set-up link does not vouch for them: nobody knows who holds it. */
const managing: readonly string[] = [
  'members:invite',
  'members:manage',
  'roles:manage',
  'organization:manage',
  'activity:read',
  'sso:manage',
] satisfies readonly PermissionName[];

async function permissionsOfActor(
  tx: Transaction,
  ctx: Ctx,
  organizationId: string,
): Promise<readonly string[]> {
  const actor = authorize(ctx, 'connection.manage', organizationId);
  const grantable = grantablePermissions(actor, organizationId);
  const names = grantable === 'all' ? await allPermissions(tx) : grantable;
  return actor.kind === 'portal' ? names.filter((name) => !managing.includes(name)) : names;
}

async function allPermissions(tx: Transaction): Promise<readonly string[]> {
  return (await tx.permission.findMany({ select: { name: true } })).map(({ name }) => name);
}
