import { authorizeDirectory } from '../authz/authorize';
import type { Ctx, DirectoryActor } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { publishEvent } from '../events/publish';
import { newId } from '../id';
import { lockOrganization } from '../organizations/seats';
import {
  type CreatedRow,
  createKnownSql,
  createMemberSql,
  insertUserSql,
  type NewDirectoryUser,
} from './create-user-sql';
import { explainUser } from './explain-user';
import { mapUser } from './map-user';
import type { UserInput } from './read-user';
import type { ScimRequest } from './record-request';
import { requireOwnDomain } from './require-own-domain';
import { refuseMissingDirectory } from './scim-error';
import { settleMembership } from './settle-membership';
import type { UserRecord } from './user-record';
import { keptOutcome } from './why-no-member';

export interface CreateUserInput {
  readonly user: UserInput;
  readonly request: ScimRequest;
  /** The id that they get; null: any. */
  readonly id?: string | null;
}

/**
 * Creates a user of the acting directory, and with it the member that it stands for (product rules 10, 11, 16 to 18): somebody
 * new in one statement, without mail and with the default role; a person who is a member, invited or inactive here already is
 * adopted as they are. Who is off or has no address is kept and is no member. Refuses a userName or an address that is
 * another user's (409; constraints decide), an address outside of the verified domains (400) and a seat over the cap:
 * then nothing is written.
 */
export async function createUser(ctx: Ctx, input: CreateUserInput): Promise<UserRecord> {
  const actor = authorizeDirectory(ctx);
  const { request } = input;
  const user = mapUser(input.user, actor.attributeMapping);
  const id = input.id ?? newId('directoryUser', ctx.now);
  const created = { id, membershipId: newId('membership', ctx.now), user, request };
  try {
    if (!(await insertAtOnce(ctx, actor, created))) await adopt(ctx, actor, created);
    return toNewRecord(ctx, created);
  } catch (error) {
    return explainUser(error, input.user, ctx);
  }
}

/** False where somebody is known here who has the address: then there is more to decide. */
async function insertAtOnce(ctx: Ctx, actor: DirectoryActor, created: NewDirectoryUser): Promise<boolean> {
  const { email, active } = created.user;
  const sql =
    email && active ? createMemberSql(ctx, actor, email, created) : createKnownSql(ctx, actor, created);
  try {
    return (await ctx.db.$queryRaw<CreatedRow[]>(sql)).length > 0;
  } catch (error) {
    // Somebody made the person a member at the same moment.
    if (violatedConstraint(error) === 'memberships_organization_id_user_id_key') return false;
    throw error;
  }
}

function adopt(ctx: Ctx, actor: DirectoryActor, created: NewDirectoryUser): Promise<void> {
  return ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, actor.organizationId);
    await requireOwnDomain(tx, actor.organizationId, created.user.email);
    const settled = await settleMembership(tx, ctx, {
      actor,
      userId: created.id,
      user: created.user,
      membershipId: null,
    });
    const inserted = { ...created, outcome: settled.outcome ?? keptOutcome(created.user) };
    const rows = await tx.$queryRaw<object[]>(insertUserSql(ctx, actor, inserted, settled.membershipId));
    if (rows.length === 0) refuseMissingDirectory();
    await publishCreated(tx, ctx, actor, created.id);
  });
}

async function publishCreated(tx: Transaction, ctx: Ctx, { organizationId }: DirectoryActor, id: string) {
  const subject = { kind: 'directory_user', id } as const;
  await publishEvent(tx, ctx, { type: 'organization.directory.user_created', organizationId, subject });
}

function toNewRecord(ctx: Ctx, { id, user }: NewDirectoryUser): UserRecord {
  const { active, resource } = user;
  return { id, active, resource, groups: [], version: 1, createdAt: ctx.now, updatedAt: ctx.now };
}
