import { Prisma } from '@/prisma/generated/client';
import { recordAudit, recordAuditMany } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { isRetryable, type Transaction } from '../db';
import { refuse } from '../errors';
import { readEventData } from '../events/publish';
import { lockOrganization } from './seats';

export interface OrganizationReceipt {
  readonly name: string;
  readonly membersRemoved: number;
  readonly invitationsRevoked: number;
  readonly sessionsEnded: number;
  /** People who belonged to no other organization and are not staff. */
  readonly usersDeleted: number;
}

/** A customer with a million people takes minutes. */
const timeoutMilliseconds = 15 * 60_000;

/**
 * Deletes an organization with its memberships, invitations, roles and settings, ends the sessions through which its
 * members were in it, and deletes who then belongs nowhere and is not staff. All or nothing; the audit log survives.
 * Refuses with `conflict` when a parallel change got in the way.
 */
export async function deleteOrganization(
  ctx: Ctx,
  input: { readonly organizationId: string },
): Promise<OrganizationReceipt> {
  authorize(ctx, 'organization.delete', input.organizationId);
  try {
    return await ctx.db.$transaction((tx) => deleteAll(tx, ctx, input.organizationId), {
      timeout: timeoutMilliseconds,
    });
  } catch (error) {
    if (!isRetryable(error)) throw error;
    return refuse('conflict', 'Something changed at the same moment. Please try again.', { cause: error });
  }
}

async function deleteAll(tx: Transaction, ctx: Ctx, organizationId: string): Promise<OrganizationReceipt> {
  await tx.$executeRaw`set local statement_timeout = ${Prisma.raw(String(timeoutMilliseconds))}`;
  const name = await lockAll(tx, organizationId);
  const eventData = await readEventData(tx, ctx, { kind: 'organization', id: organizationId });
  const counted = await countPeople(tx, organizationId);
  const sessionsEnded = await endSessions(tx, organizationId);
  const usersDeleted = await deletePeople(tx, ctx, organizationId);
  // Before the roles, which memberships and the mappings of connections and directories hold.
  await tx.membership.deleteMany({ where: { organizationId } });
  await tx.connection.deleteMany({ where: { organizationId } });
  await tx.directory.deleteMany({ where: { organizationId } });
  await tx.removal.deleteMany({ where: { organizationId } });
  await tx.organization.delete({ where: { id: organizationId }, select: { id: true } });
  const receipt = { ...counted, sessionsEnded, usersDeleted };
  await recordAudit(tx, ctx, {
    action: 'organization.deleted',
    organizationId,
    target: { kind: 'organization', id: organizationId, name },
    changes: { before: { name }, after: receipt },
    eventData,
  });
  return { name, ...receipt };
}

/** As everywhere: the organization, its memberships, then its people, whom nobody invites elsewhere until it is done. */
async function lockAll(tx: Transaction, organizationId: string): Promise<string> {
  await lockOrganization(tx, organizationId);
  const organization = await tx.organization.findUnique({
    where: { id: organizationId },
    select: { name: true },
  });
  await tx.$queryRaw`
    select count(*)::int from (
      select 1 from memberships where organization_id = ${organizationId} order by id for update) locked`;
  await tx.$queryRaw`
    select count(*)::int from (
      select 1 from users u join memberships m on m.user_id = u.id
      where m.organization_id = ${organizationId} order by u.id for update of u) locked`;
  return organization?.name ?? refuse('not_found', 'There is no such organization.');
}

async function countPeople(tx: Transaction, organizationId: string) {
  const [row] = await tx.$queryRaw<{ membersRemoved: number; invitationsRevoked: number }[]>`
    select
      (select count(*)::int from memberships where organization_id = ${organizationId}
        and status <> 'PENDING_INVITE') as "membersRemoved",
      (select count(*)::int from invitations where organization_id = ${organizationId}
        and accepted_at is null and revoked_at is null) as "invitationsRevoked"`;
  return row ?? { membersRemoved: 0, invitationsRevoked: 0 };
}

/** As when one member is removed: those that chose this organization, and all of who is active nowhere else. */
function endSessions(tx: Transaction, organizationId: string): Promise<number> {
  return tx.$executeRaw`
    delete from sessions s using memberships m
    where m.organization_id = ${organizationId} and s.user_id = m.user_id
      and not exists (select 1 from staff where staff.user_id = s.user_id)
      and (s.organization_id = ${organizationId} or not exists (
        select 1 from memberships other
        where other.user_id = s.user_id and other.organization_id <> ${organizationId} and other.status = 'ACTIVE'))`;
}

/** How many people are looked at in one statement, so that a large customer does not fill the memory. */
const batchSize = 5000;

/** Deletes who belongs nowhere else and is not staff, with their memberships, and records each; returns how many. */
async function deletePeople(tx: Transaction, ctx: Ctx, organizationId: string): Promise<number> {
  let count = 0;
  let last: string | null = '';
  while (last !== null) {
    const batch: Batch = await deleteBatch(tx, organizationId, last);
    count += batch.deleted.length;
    last = batch.last;
    const entries = batch.deleted.map(({ id, email }) => ({
      action: 'user.deleted' as const,
      organizationId,
      target: { kind: 'user' as const, id, name: email },
    }));
    await recordAuditMany(tx, ctx, entries);
  }
  return count;
}

interface Batch {
  readonly deleted: readonly { readonly id: string; readonly email: string }[];
  /** The last person that was looked at; null when there was none. */
  readonly last: string | null;
}

/** They were locked by a statement before, so that this one sees the memberships that others committed. */
async function deleteBatch(tx: Transaction, organizationId: string, after: string): Promise<Batch> {
  const [batch] = await tx.$queryRaw<Batch[]>`
    with looked_at as materialized (
      select user_id from memberships
      where organization_id = ${organizationId} and user_id > ${after} order by user_id limit ${batchSize}),
    deleted as (
      delete from users u using looked_at
      where u.id = looked_at.user_id
        and not exists (select 1 from staff where staff.user_id = u.id)
        and not exists (
          select 1 from memberships other
          where other.user_id = u.id and other.organization_id <> ${organizationId})
      returning u.id, u.email)
    select (select max(user_id) from looked_at) as last,
      coalesce((select json_agg(json_build_object('id', id, 'email', email)) from deleted), '[]') as deleted`;
  return batch ?? { deleted: [], last: null };
}
