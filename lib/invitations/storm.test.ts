import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ctx, UserActor } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { programFor, provision } from '@/tests/factories/programs';
import { countSeats } from '@/tests/factories/seats';
import { signInByLink } from '@/tests/factories/sign-in';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  freshEmail,
  later,
  memberRoleId,
  type TestOrganization,
} from '@/tests/factories/world';
import { invitationToken } from '../links/invitation-token';
import { assignRoles } from '../memberships/assign-roles';
import { changeRoles } from '../memberships/change-roles';
import { deactivateMember } from '../memberships/deactivate-member';
import { deleteUser } from '../memberships/delete-user';
import { reactivateMember } from '../memberships/reactivate-member';
import { removeMember } from '../memberships/remove-member';
import { changeSeats } from '../organizations/change-seats';
import { changeSessionPolicy } from '../organizations/change-session-policy';
import { deleteExpiredSessions } from '../sessions/delete-expired-sessions';
import { endOtherSessions } from '../sessions/end-other-sessions';
import { readSession } from '../sessions/read-session';
import { beginInvitationSignIn } from '../sign-in/begin-invitation-sign-in';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { deleteExpiredSignIns } from '../sign-in/delete-expired-sign-ins';
import { joinOrganization } from './join-organization';
import { resendInvitation } from './resend-invitation';
import { revokeInvitation } from './revoke-invitation';

const database = useDatabase();

/** What happens to one person, whatever there is of them at that moment. */
interface Scene {
  readonly ctx: Ctx;
  readonly own: Ctx;
  readonly program: Ctx;
  readonly ref: { readonly organizationId: string; readonly membershipId: string };
  /** Null for who was added without one. */
  readonly invitation: { readonly id: string; readonly generation: number } | null;
}

/** Tokens of the sessions that began in the storm. */
let tokens: string[] = [];

const operations = {
  resend: ({ ctx, ref }: Scene) => resendInvitation(ctx, ref),
  revoke: ({ ctx, ref }: Scene) => revokeInvitation(ctx, ref),
  remove: ({ ctx, ref }: Scene) => removeMember(ctx, { ...ref, keepUser: false }),
  removeKeeping: ({ ctx, ref }: Scene) => removeMember(ctx, { ...ref, keepUser: true }),
  deactivate: ({ ctx, ref }: Scene) => deactivateMember(ctx, ref),
  reactivate: ({ ctx, ref }: Scene) => reactivateMember(ctx, ref),
  promote: ({ ctx, ref }: Scene) => changeRoles(ctx, { ...ref, roleIds: [adminRoleId, memberRoleId] }),
  demote: ({ ctx, ref }: Scene) => changeRoles(ctx, { ...ref, roleIds: [memberRoleId] }),
  join: ({ own, ref }: Scene) => joinOrganization(own, ref),
  assign: ({ ctx, ref }: Scene) => assignRoles(ctx, { ...ref, roleIds: [adminRoleId] }),
  deleteUser: ({ program, own }: Scene) => deleteUser(program, own.actor as UserActor),
  shortenSessions: ({ program, ref: { organizationId } }: Scene) =>
    changeSessionPolicy(program, {
      organizationId,
      sessionAbsoluteMinutes: 120 + program.now.getUTCDate(),
      sessionIdleMinutes: 60,
    }),
  accept: async ({ ctx, invitation }: Scene) => {
    if (!invitation) return;
    const browser = { ...contextFor(database.db, undefined, ctx.now), ip: randomUUID() };
    const token = invitationToken({
      invitationId: invitation.id,
      generation: invitation.generation,
      purpose: 'mail',
    });
    const outcome = await completeSignIn(browser, await beginInvitationSignIn(browser, { token }));
    if (outcome.state === 'signed-in') tokens.push(outcome.sessionToken);
  },
  signIn: async ({ own }: Scene) => {
    const outcome = await signInByLink(database.db, own);
    if (outcome?.state === 'signed-in') tokens.push(outcome.sessionToken);
  },
  come: async ({ ctx }: Scene) => {
    await Promise.all(
      tokens.map((token) => readSession(database.db, token, new Date(ctx.now.getTime() + 301_000))),
    );
  },
  endOtherSessions: ({ own }: Scene) => endOtherSessions(own),
  sweep: async ({ ctx }: Scene) => {
    await deleteExpiredSessions(ctx);
    await deleteExpiredSignIns(ctx);
  },
};

const step = fc.record({
  operation: fc.constantFrom<keyof typeof operations | 'invite' | 'provision' | 'change-seats'>(
    'invite',
    'provision',
    'change-seats',
    ...(Object.keys(operations) as (keyof typeof operations)[]),
  ),
  person: fc.nat(4),
  day: fc.constantFrom(0, 14, 16, 40),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take({ operation, person, day }: Step, world: TestOrganization, emails: readonly string[]) {
  const { organizationId } = world;
  const ctx = { ...world.staff, now: later(day * 86_400) };
  const email = emails[person] ?? '';
  if (operation === 'invite') return invite(ctx, organizationId, { email });
  const program = programFor(database.db, ctx.now);
  if (operation === 'provision') return provision(program, organizationId, { email });
  if (operation === 'change-seats') {
    const admin = { ...ctx, actor: { ...ctx.actor, staffRole: 'ADMIN' } } as Ctx;
    return changeSeats(admin, { organizationId, seatsCap: 2 + person });
  }
  const membership = await database.db.membership.findFirst({
    where: { organizationId, emailKey: email },
    select: { id: true, userId: true, invitations: { orderBy: { id: 'desc' }, take: 1 } },
  });
  if (!membership) return;
  const invitation = membership.invitations[0] ?? null;
  const own = { ...ctx, actor: { ...ctx.actor, userId: membership.userId, email } } as Ctx;
  const ref = { organizationId, membershipId: membership.id };
  await operations[operation]({ ctx, own, program, ref, invitation });
}

/** Everything that went wrong and is no refusal. */
function failures(results: readonly PromiseSettledResult<unknown>[]): string[] {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  return reasons.filter((reason) => !isUsherError(reason)).map(String);
}

describe('any storm of invitations, acceptances, sign-ins and removals', () => {
  test('leaves as many seats taken as there are people, refuses with a reason and never deadlocks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 80 }), async (steps) => {
        tokens = [];
        const world = await createTestOrganization(database.db);
        const emails = Array.from({ length: 5 }, () => freshEmail());
        await Promise.all(
          emails.slice(0, 3).map((email) => invite(world.staff, world.organizationId, { email })),
        );
        const results = await Promise.allSettled(steps.map((one) => take(one, world, emails)));
        expect(failures(results)).toEqual([]);
        const { used, recounted } = await countSeats(database.db, world.organizationId);
        expect(used).toBe(recounted);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 120_000);
});
