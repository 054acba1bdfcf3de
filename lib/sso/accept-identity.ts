import type { Ctx } from '../authz/context';
import type { LoginConnection } from '../connections/find-connection';
import { isRetryable, type Transaction } from '../db';
import { type ErrorCode, isUsherError } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { addMember } from '../memberships/add-member';
import { areSameRoles } from '../memberships/decide-roles';
import { followRoles } from '../memberships/follow-roles';
import { newMemberSchema } from '../memberships/membership.schema';
import { freeSeat, lockOrganization } from '../organizations/seats';
import { askedSeconds, beginAttempt } from '../sign-in/begin-attempt';
import { mailSignInLink } from '../sign-in/mail-sign-in-link';
import { addressKey } from '../users/email-address';
import type { AssertedIdentity, Gate } from './asserted-identity';
import { type AssertedPerson, findAssertedPerson, noAddress, readAssertedAddress } from './asserting-person';
import { judgePerson } from './judge-person';
import { rolesAfterLogin } from './roles-after-login';
import type { TakenSsoRequest } from './sso-request';
import { after, refuse } from './steps';
import { syncProfile } from './sync-profile';

export interface AcceptedIdentity {
  readonly userId: string;
  readonly email: string;
  /** For this browser's cookie; null: a link was mailed, which has to prove first that this is the same person. */
  readonly attemptSecret: string | null;
}

export interface Assertion {
  readonly connection: LoginConnection;
  readonly identity: AssertedIdentity;
  readonly request: Pick<TakenSsoRequest, 'returnTo' | 'invitationId' | 'loginAttemptId' | 'browserHash'>;
}

/**
 * What becomes of somebody who has logged in at their identity provider (product rules 7, 11, 16, 17, 18): writes a sign-in
 * attempt for the person whose identity it is; makes account and membership where the connection does (just in time); has
 * a pending invitation consumed with its role at /auth/callback. Each step is whole, and a login that breaks off between
 * them goes on at the next one. Refuses with the name of the step. Somebody who belongs to other organizations, or who may do
 * more than whoever has set the connection up, proves by mail that they are the same. Public: its callers have checked the
 * assertion.
 */
export async function acceptIdentity(ctx: Ctx, assertion: Assertion): Promise<Gate<AcceptedIdentity>> {
  const email = readAssertedAddress(assertion.identity);
  if (!email) return noAddress;
  const once = () => accept(ctx, assertion, email);
  // Another tab was first, or in the way: now the person is there.
  return once()
    .catch((error: unknown) => (isWorthAnotherTry(error) ? once() : Promise.reject(error)))
    .catch((error: unknown) => {
      if (!isUsherError(error)) throw error;
      return refuse(steps[error.code] ?? 'provisioning', error.message);
    });
}

function isWorthAnotherTry(error: unknown): boolean {
  return isRetryable(error) || (isUsherError(error) && madeMeanwhile.includes(error.code));
}

const madeMeanwhile: readonly ErrorCode[] = ['already_member', 'already_invited', 'conflict'];
const steps: Partial<Record<ErrorCode, string>> = { seats_full: 'seats', rate_limited: 'limits' };

async function accept(
  ctx: Ctx,
  assertion: Assertion,
  email: { readonly address: string; readonly key: string },
): Promise<Gate<AcceptedIdentity>> {
  const { connection, identity, request } = assertion;
  const person = await findAssertedPerson(ctx, connection, identity, email);
  const judged = judgePerson(connection, identity, person, request);
  if (!judged.ok) return after(['address'], judged);
  const { joins, needsProof } = judged.passed;
  if (needsProof) await consumeLimits(ctx, [proofLimit(person)]);
  const userId = joins ? await join(ctx, assertion, person) : (person.userId ?? '');
  const isNew = person.userId === null;
  const known = { ...person, userId, isNew, membershipId: joins ? null : person.membershipId };
  const attemptSecret = needsProof
    ? await ctx.db.$transaction((tx) => askForProof(tx, ctx, assertion, known))
    : await admitNow(ctx, assertion, known);
  return { ok: true, passed: { userId, email: person.email, attemptSecret } };
}

/** An identity provider could otherwise fill a mailbox of its domain. */
function proofLimit({ accountEmail, email }: AssertedPerson) {
  return { key: `sso/proof/${addressKey(accountEmail ?? email)}`, count: 5, windowSeconds: 900 };
}

/** Somebody with an account; `membershipId` is null where this login made the membership, with its roles. */
type KnownPerson = AssertedPerson & { readonly userId: string; readonly isNew: boolean };

async function askForProof(tx: Transaction, ctx: Ctx, assertion: Assertion, person: KnownPerson) {
  const { connection, identity, request } = assertion;
  const { id: connectionId, organizationId, organizationName } = connection;
  await mailSignInLink(tx, ctx, {
    userId: person.userId,
    email: person.accountEmail ?? person.email,
    returnTo: request.returnTo,
    identity: {
      connectionId,
      organizationId,
      organizationName,
      subject: identity.subject,
      loginAttemptId: request.loginAttemptId,
      browserHash: request.browserHash,
    },
    invitation: invitationOf(assertion, person),
  });
  return null;
}

async function admitNow(ctx: Ctx, assertion: Assertion, person: KnownPerson) {
  const { connection, identity, request } = assertion;
  await followMappings(ctx, connection, person);
  const said = person.isNew ? { ...identity, ...noNames } : identity;
  if (connection.syncProfile && !person.hasOthers) await syncProfile(ctx.db, ctx, person.userId, said);
  const { attemptSecret } = await beginAttempt(ctx.db, ctx, {
    userId: person.userId,
    method: 'sso',
    connectionId: connection.id,
    organizationId: connection.organizationId,
    identitySubject: identity.subject,
    provesPerson: person.isNew || request.invitationId !== null,
    invitation: invitationOf(assertion, person),
    ...(ctx.actor.kind === 'user' && { seconds: askedSeconds }),
    returnTo: request.returnTo,
    loginAttemptId: request.loginAttemptId,
  });
  return attemptSecret;
}

/** An account that this login made has its names already. */
const noNames = { givenName: null, familyName: null, displayName: null };

/** Who belongs already gets the roles of this login; nothing is written, or locked, when they have them. */
async function followMappings(ctx: Ctx, connection: LoginConnection, person: KnownPerson): Promise<void> {
  const { membershipId, heldRoles, mappedRoles } = person;
  if (!membershipId || areSameRoles(heldRoles, rolesAfterLogin(connection, person, false))) return;
  const { organizationId } = connection;
  const said = { organizationId, source: 'SSO', roles: new Map([[membershipId, mappedRoles]]) } as const;
  await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    await followRoles(tx, asConnection(ctx, connection), said);
  });
}

function asConnection(ctx: Ctx, { organizationName }: LoginConnection): Ctx {
  return { ...ctx, actor: { kind: 'system', name: `Single sign-on of ${organizationName}` } };
}

function invitationOf({ connection }: Assertion, { invitationId, invitationGeneration }: AssertedPerson) {
  if (!invitationId || !invitationGeneration) return null;
  return { id: invitationId, generation: invitationGeneration, organizationId: connection.organizationId };
}

/** Mappings may give more roles than a form takes. */
const personSchema = newMemberSchema.omit({ roleIds: true });

/** Just in time: with the mapped roles, else the organization's default (product rule 16). */
async function join(ctx: Ctx, { connection, identity }: Assertion, person: AssertedPerson): Promise<string> {
  if (person.membershipId) await dropExpired(ctx, person.membershipId, connection.organizationId);
  const roles = rolesAfterLogin(connection, person, true);
  const email = person.accountEmail ?? person.email;
  const input = { organizationId: connection.organizationId, email, ...namesOf(identity) };
  const added = await addMember(ctx.db, asConnection(ctx, connection), {
    grantable: 'all',
    person: { ...personSchema.parse(input), roleIds: roles.map(({ roleId }) => roleId) },
    provisioningMethod: 'jit_using_sso',
    roleSource: roles[0]?.source ?? 'DEFAULT',
    roleReasons: Object.fromEntries(roles.map(({ roleId, reason }) => [roleId, reason])),
  });
  return added.userId;
}

/** An invitation that has expired is no reason to keep out whom the connection makes a member. */
async function dropExpired(ctx: Ctx, membershipId: string, organizationId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const dropped = await tx.$queryRaw<{ seats: number }[]>`
      with expired as (
        select m.id, i.seat_held from memberships m join invitations i on i.membership_id = m.id
        where m.id = ${membershipId} and m.status = 'PENDING_INVITE' and i.accepted_at is null
          and i.revoked_at is null and (i.expires_at <= ${ctx.now}::timestamptz or not i.seat_held)
        for update of m, i),
      let_go as (
        update invitations i set seat_held = false from expired where i.membership_id = expired.id and i.seat_held),
      gone as (delete from memberships m using expired where m.id = expired.id)
      select count(*) filter (where seat_held)::int as seats from expired`;
    for (const { seats } of dropped) if (seats > 0) await freeSeat(tx, organizationId);
  });
}

/** What a name may not be is left out: nobody is kept out for what their directory calls them. */
function namesOf(identity: AssertedIdentity) {
  const read = (text: string | null) => {
    const parsed = newMemberSchema.shape.givenName.safeParse(text);
    return parsed.success ? parsed.data : null;
  };
  return {
    givenName: read(identity.givenName),
    familyName: read(identity.familyName),
    displayName: read(identity.displayName),
  };
}
