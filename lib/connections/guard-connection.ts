import { authorize, governs, grantablePermissions, isGrantable } from '../authz/authorize';
import type { Ctx, Grantable } from '../authz/context';
import { managingPermissions } from '../authz/permissions';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { ConnectionRecord } from './connection-record';
import { tellOfConnection } from './tell-of-connection';

/** The settings that say whose word about people is taken, or where they are sent to. */
const vouching: ReadonlySet<string> = new Set([
  'provider',
  'attributeMapping',
  'idpEntityId',
  'idpSsoUrl',
  'subjectAttribute',
  'configuration',
  'issuer',
  'authorizationEndpoint',
  'tokenEndpoint',
  'userinfoEndpoint',
  'jwksUri',
  'clientId',
]);

/** Whether one of these settings is about who vouches for people. */
export function isAboutWhoVouches(changed: object): boolean {
  return Object.keys(changed).some((name) => vouching.has(name));
}

/**
 * Notes that the acting person has said who vouches for people at a connection, in the caller's transaction and under its
 * lock: from then on whoever may do more than they may confirms once by mail that it is they. The vendor's word needs no
 * such note. Refuses whoever may not grant what its groups give (`role_not_grantable`, product rule 14): they would say who is
 * in them. Where people log in by it already, the admins are told.
 */
export async function noteWhoVouches(tx: Transaction, ctx: Ctx, connection: ConnectionRecord): Promise<void> {
  const { connectionId: id, organizationId } = connection;
  if (connection.enabled) await tellOfConnection(tx, ctx, connection, 'changed');
  if (governs(ctx.actor)) return;
  const actor = authorize(ctx, 'connection.manage', organizationId);
  const grantable = grantablePermissions(actor, organizationId);
  await requireGivenRoles(tx, id, grantable);
  const names = grantable === 'all' ? await allPermissions(tx) : grantable;
  // Nobody knows who holds a set-up link: it vouches for plain members.
  const said = actor.kind === 'portal' ? names.filter((name) => !isManaging(name)) : names;
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

async function requireGivenRoles(tx: Transaction, connectionId: string, grantable: Grantable): Promise<void> {
  const given = await tx.role.findMany({
    where: { mappings: { some: { connectionId } } },
    select: { effectivePermissions: true },
  });
  if (given.some(({ effectivePermissions }) => !isGrantable(grantable, effectivePermissions)))
    refuse('role_not_grantable', 'Groups get a role here that may do more than you. Ask an admin.');
}

function isManaging(name: string): boolean {
  return managingPermissions.some((managing) => managing === name);
}

async function allPermissions(tx: Transaction): Promise<readonly string[]> {
  return (await tx.permission.findMany({ select: { name: true } })).map(({ name }) => name);
}
