import { isDeepStrictEqual } from 'node:util';
import type { Ctx, DirectoryActor } from '../authz/context';
import type { Transaction } from '../db';
import { publishEvent } from '../events/publish';
import { lockOrganization } from '../organizations/seats';
import { changeAddress } from './change-address';
import { explainUser } from './explain-user';
import { followMetadata } from './follow-metadata';
import { followNames } from './follow-names';
import { type LockedUser, lockUser } from './lock-user';
import type { UserInput } from './read-user';
import { type RequestOutcome, recordRequest, type ScimRequest } from './record-request';
import { requireOwnDomain } from './require-own-domain';
import { type Settlement, settleMembership } from './settle-membership';
import { userColumns, userValuesSql } from './user-columns';
import { type UserRecord, userRecordColumns } from './user-record';
import { readKeptOutcome } from './why-no-member';

export interface UserChange {
  readonly userId: string;
  readonly request: ScimRequest;
  /** Null: whatever version there is. */
  readonly ifMatch: string | null;
  /** What they are to be, given what they are. */
  readonly next: (resource: UserRecord['resource']) => UserInput;
  /** What the log says where the member stays as they are; without: that the user was updated. */
  readonly outcome?: RequestOutcome;
  /** What it is answered with; without: 200. */
  readonly status?: number;
}

type Changed = { readonly actor: DirectoryActor; readonly before: LockedUser; readonly user: UserInput };

/**
 * Everything that a change of a directory's user entails, in one transaction; its callers have authorised. The member follows:
 * names, address, and whether they are active. Nobody else changes the user meanwhile, and what changes nothing writes
 * nothing but the log.
 */
export async function changeUser(ctx: Ctx, actor: DirectoryActor, change: UserChange): Promise<UserRecord> {
  let next: UserInput | undefined;
  try {
    return await ctx.db.$transaction(async (tx) => {
      await lockOrganization(tx, actor.organizationId);
      const before = await lockUser(tx, actor, change);
      next = change.next(before.resource);
      if (isDeepStrictEqual(before.resource, next.resource))
        return await finish(tx, ctx, change, before, 'nothing_changed');
      const changed = { actor, before, user: next };
      const settled = await follow(tx, ctx, changed);
      const record = await write(tx, ctx, changed, settled.membershipId);
      return finish(tx, ctx, change, record, settled.outcome ?? change.outcome ?? 'user_updated', next);
    });
  } catch (error) {
    return next ? explainUser(error, next, ctx) : Promise.reject(error);
  }
}

/** Only what changed reaches the member. */
async function follow(tx: Transaction, ctx: Ctx, { actor, before, user }: Changed): Promise<Settlement> {
  const { organizationId } = actor;
  const isMoved = user.email !== null && user.email.key !== before.emailKey;
  if (isMoved) await requireOwnDomain(tx, organizationId, user.email);
  const { membershipId } = before;
  if (isMoved && user.email && membershipId)
    await changeAddress(tx, ctx, { actor, membershipId, email: user.email });
  if (isTheirs(before, user))
    return settleMembership(tx, ctx, { actor, userId: before.id, user, membershipId });
  if (before.personId)
    await followNames(tx, ctx, { organizationId, personId: before.personId, names: user.names });
  if (membershipId) await followMetadata(tx, ctx, { organizationId, membershipId, user });
  return { membershipId, outcome: membershipId ? null : await readKeptOutcome(tx, organizationId, user) };
}

/**
 * Whether the directory decides now about somebody's membership. Whom it has no member of, since people here manage or removed
 * them, it gets by turning them on alone: neither a title nor being turned off reaches them.
 */
function isTheirs({ active, email, membershipId }: LockedUser, user: UserInput): boolean {
  if (membershipId) return user.active !== active;
  return user.active && (!active || email === null) && user.email !== null;
}

async function write(
  tx: Transaction,
  ctx: Ctx,
  { actor, before, user }: Changed,
  membershipId: string | null,
): Promise<UserRecord> {
  const [row] = await tx.$queryRaw<[UserRecord]>`
    with touched as (
      update directories set users_changed_at = ${ctx.now}::timestamptz where id = ${actor.directoryId})
    update directory_users u set (${userColumns}, membership_id, version, updated_at) = (
      select ${userValuesSql(user)}, ${membershipId}::text, u.version + 1, ${ctx.now}::timestamptz)
    where u.id = ${before.id} returning ${userRecordColumns}`;
  const { organizationId } = actor;
  const subject = { kind: 'directory_user', id: before.id } as const;
  await publishEvent(tx, ctx, { type: 'organization.directory.user_updated', organizationId, subject });
  return row;
}

async function finish(
  tx: Transaction,
  ctx: Ctx,
  { request, status = 200 }: UserChange,
  record: UserRecord,
  outcome: RequestOutcome,
  user?: UserInput,
): Promise<UserRecord> {
  const subject = user?.email?.address ?? user?.userName ?? null;
  await recordRequest(tx, ctx, { request, entry: { status, subject, outcome } });
  return record;
}
