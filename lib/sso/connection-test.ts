import { z } from 'zod';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { LoginConnection } from '../connections/find-connection';
import { refuse } from '../errors';
import type { RoleSource, SourcedRole } from '../memberships/role-source';
import type { AssertedIdentity, Gate } from './asserted-identity';
import { findAssertedPerson, noAddress, readAssertedAddress } from './asserting-person';
import { judgePerson } from './judge-person';
import { rolesAfterLogin } from './roles-after-login';
import { after, type Refusal } from './steps';

/** What arrived at a test of a connection, and what a login with it would do. */
export interface ConnectionTest {
  readonly state: 'SUCCESS' | 'FAILURE';
  /** The steps that were passed, by their names and in their order. */
  readonly steps: readonly string[];
  /** Of a failure: the step that refuses, and why. */
  readonly step: string | null;
  readonly reason: string | null;
  readonly identity: AssertedIdentity | null;
  /** What would become of the person. */
  readonly outcome: 'joins' | 'signs-in' | 'accepts-invitation' | 'proves-mailbox' | null;
  /** Which roles they would have, and why; none while their mailbox has to prove first who they are. */
  readonly roles: readonly TestedRole[];
}

export interface TestedRole {
  readonly displayName: string;
  readonly source: RoleSource;
  readonly reason: string | null;
}

export const connectionTestRefSchema = z.object({
  connectionId: z.string().regex(/^conn_[0-9]{17,19}$/),
  testId: z.string().regex(/^test_[0-9]{17,19}$/),
});

interface Tried {
  readonly testId: string;
  readonly connection: LoginConnection;
  readonly gate: Gate<AssertedIdentity>;
}

/** Judges what arrived as a login would, and keeps the answer; nobody is made or let in. Public: its callers have taken the request. */
export async function recordConnectionTest(ctx: Ctx, { testId, connection, gate }: Tried): Promise<void> {
  const result = gate.ok ? await judgeTest(ctx, connection, gate) : failure(gate, null);
  await ctx.db.ssoRequest.update({
    where: { id: testId },
    data: { result: JSON.parse(JSON.stringify(result)) },
    select: { id: true },
  });
}

type Proved = Extract<Gate<AssertedIdentity>, { readonly ok: true }>;

async function judgeTest(
  ctx: Ctx,
  connection: LoginConnection,
  { passed: identity, steps: proved = [] }: Proved,
): Promise<ConnectionTest> {
  const email = readAssertedAddress(identity);
  if (!email) return failure(after(proved, noAddress), identity);
  const person = await findAssertedPerson(ctx, connection, identity, email);
  const judged = after(
    [...proved, 'address'],
    judgePerson(connection, identity, person, { invitationId: null }),
  );
  if (!judged.ok) return failure(judged, identity);
  const { steps = [] } = judged;
  const { joins, needsProof } = judged.passed;
  const known = person.invitationId ? 'accepts-invitation' : 'signs-in';
  const outcome = needsProof ? 'proves-mailbox' : joins ? 'joins' : known;
  const roles = needsProof ? [] : await nameRoles(ctx, rolesAfterLogin(connection, person, joins));
  return { state: 'SUCCESS', steps, step: null, reason: null, identity, outcome, roles };
}

async function nameRoles(ctx: Ctx, roles: readonly SourcedRole[]): Promise<TestedRole[]> {
  const named = await ctx.db.role.findMany({
    where: { id: { in: roles.map(({ roleId }) => roleId) } },
    select: { id: true, displayName: true },
  });
  return named.flatMap(({ id, displayName }) => {
    const role = roles.find(({ roleId }) => roleId === id);
    return role ? [{ displayName, source: role.source, reason: role.reason }] : [];
  });
}

function failure({ step, reason, steps = [] }: Refusal, identity: AssertedIdentity | null): ConnectionTest {
  return { state: 'FAILURE', steps, step, reason, identity, outcome: null, roles: [] };
}

type ConnectionTestRef = z.output<typeof connectionTestRefSchema> & { readonly organizationId: string };

/** What a test found; null while it is under way. */
export async function getConnectionTest(ctx: Ctx, ref: ConnectionTestRef): Promise<ConnectionTest | null> {
  authorize(ctx, 'connection.list', ref.organizationId);
  const { organizationId, connectionId, testId: id } = ref;
  const where = { id, connectionId, purpose: 'TEST' as const, connection: { organizationId } };
  const request = await ctx.db.ssoRequest.findFirst({ where, select: { result: true } });
  if (!request) refuse('not_found', 'There is no such test.');
  return request.result === null ? null : readConnectionTest(request.result);
}

const nothing: ConnectionTest = {
  state: 'FAILURE',
  steps: [],
  step: null,
  reason: null,
  identity: null,
  outcome: null,
  roles: [],
};

/** What was kept of a test that has ended. What earlier versions did not keep of it, there is nothing of. */
export function readConnectionTest(kept: unknown): ConnectionTest {
  return { ...nothing, ...(kept as Partial<ConnectionTest>) };
}
