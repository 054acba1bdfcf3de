import { expect, test } from 'vitest';
import { systemContext } from '@/lib/authz/system-context';
import { deleteDirectory } from '@/lib/directories/delete-directory';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { switchDirectory } from '@/lib/directories/switch-directory';
import { isUsherError } from '@/lib/errors';
import { changeRoles } from '@/lib/memberships/change-roles';
import { deactivateMember } from '@/lib/memberships/deactivate-member';
import { detachMember } from '@/lib/memberships/detach-member';
import { reactivateMember } from '@/lib/memberships/reactivate-member';
import { removeMember } from '@/lib/memberships/remove-member';
import { followGroupsStep } from '@/lib/scim/follow-groups-job';
import { invite } from '@/tests/factories/invitations';
import { countSeats } from '@/tests/factories/seats';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { adminRoleId, contextFor, createStaff, memberRoleId } from '@/tests/factories/world';
import { type ScimClient, type ScimReply, scimUser, useDirectories } from '../start-scim';

const directories = useDirectories();

/** A directory in the storm, and the ids that it was given; some of them are of what is deleted by now. */
interface Sender {
  readonly scim: ScimClient;
  readonly users: string[];
  readonly groups: string[];
}

/** Whole numbers below a bound, the same in each run. */
function makeDice(seed: number) {
  let state = seed;
  const below = (bound: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % bound;
  };
  const pick = (ids: readonly string[]): string => ids[below(ids.length)] ?? 'nobody';
  return { below, pick };
}

const dice = makeDice(7);
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const members = (ids: readonly string[]) => ids.map((value) => ({ value }));
const someEmail = ({ scim }: Sender) => `p${dice.below(12)}@${scim.domain}`;
const someGroup = () => `Group ${dice.below(5)}`;

async function create(scim: ScimClient, ids: string[], path: string, body: object): Promise<ScimReply> {
  const reply = await scim.post(path, body);
  if (reply.status === 201) ids.push(reply.body.id);
  return reply;
}

type Request = (sender: Sender) => Promise<ScimReply>;

const addUser: Request = (sender) =>
  create(sender.scim, sender.users, '/Users', scimUser(someEmail(sender), { active: dice.below(4) > 0 }));
const switchUser: Request = ({ scim, users }) =>
  scim.patch(`/Users/${dice.pick(users)}`, replace('active', dice.below(2) === 0));
const moveMember: Request = ({ scim, users, groups }) =>
  scim.patch(`/Groups/${dice.pick(groups)}`, [
    { op: dice.below(3) > 0 ? 'add' : 'remove', path: 'members', value: members([dice.pick(users)]) },
  ]);

/** What directories do, the frequent more often. */
const requests: readonly Request[] = [
  ...[addUser, addUser, addUser, switchUser, switchUser, moveMember, moveMember, moveMember],
  (sender) => sender.scim.put(`/Users/${dice.pick(sender.users)}`, scimUser(someEmail(sender))),
  ({ scim, users }) => scim.patch(`/Users/${dice.pick(users)}`, replace('title', String(dice.below(99)))),
  ({ scim, users }) => scim.delete(`/Users/${users.splice(dice.below(users.length + 1), 1)[0] ?? 'nobody'}`),
  ({ scim, users, groups }) =>
    create(scim, groups, '/Groups', { displayName: someGroup(), members: members(users.slice(0, 3)) }),
  ({ scim, users, groups }) =>
    scim.put(`/Groups/${dice.pick(groups)}`, { displayName: someGroup(), members: members(users.slice(-3)) }),
  ({ scim, groups }) =>
    scim.delete(`/Groups/${groups.splice(dice.below(groups.length + 1), 1)[0] ?? 'none'}`),
];

type Act = (sender: Sender) => Promise<unknown>;

/** What people, programs and jobs do beside them. */
async function makeActs(organizationId: string): Promise<readonly Act[]> {
  const { db } = directories;
  const owner = { ...contextFor(db, await createStaff(db, 'OWNER')), now: new Date() };
  const someMember = async () => {
    const found = await db.membership.findMany({ where: { organizationId }, select: { id: true } });
    return { organizationId, membershipId: dice.pick(found.map(({ id }) => id)) };
  };
  const someRole = () => (dice.below(2) > 0 ? adminRoleId : memberRoleId);
  const refOf = ({ scim: { directoryId } }: Sender) => ({ organizationId, directoryId });
  return [
    async () => detachMember(owner, await someMember()),
    async () => removeMember(owner, { ...(await someMember()), keepUser: dice.below(2) > 0 }),
    async () => deactivateMember(owner, await someMember()),
    async () => reactivateMember(owner, await someMember()),
    async () => changeRoles(owner, { ...(await someMember()), roleIds: [someRole()] }),
    async (sender) => {
      const { invitationId } = await invite(owner, organizationId, { email: someEmail(sender) });
      await acceptInvitation(db, invitationId, { now: new Date() });
    },
    async (sender) =>
      setDirectoryRoleMappings(owner, {
        ...refOf(sender),
        mappings: sender.groups.slice(-3).map((groupId) => ({ groupId, roleId: someRole() })),
      }),
    async (sender) => {
      const { directoryId } = refOf(sender);
      await followGroupsStep(systemContext(db, 'directory worker', new Date()), { directoryId, after: '0' });
    },
    async (sender) => switchDirectory(owner, { ...refOf(sender), enabled: dice.below(4) > 0 }),
  ];
}

/** Counters of the directory and its groups beside what is there, and users whose members are not what they say. */
async function countWrong(directoryId: string) {
  const [wrong] = await directories.db.$queryRaw<[Record<string, number>]>`
    select (select count(*)::int from directories d where d.id = ${directoryId} and (
        d.user_count <> (select count(*) from directory_users u where u.directory_id = d.id)
        or d.group_count <> (select count(*) from directory_groups g where g.directory_id = d.id))) as counts,
      (select count(*)::int from directory_user_blocks b where b.directory_id = ${directoryId} and b.users <> (
        select count(*) from directory_users u where u.directory_id = b.directory_id and u.ordinal / 1000 = b.block)) as blocks,
      (select count(*)::int from directory_groups g where g.directory_id = ${directoryId} and g.member_count <> (
        select count(*) from directory_group_members m where m.group_id = g.id)) as groups,
      (select count(*)::int from directory_users u join memberships m on m.id = u.membership_id
        join users p on p.id = m.user_id where u.directory_id = ${directoryId}
        and (m.email_key <> u.email_key or p.email_key <> u.email_key
          or (u.resource ->> 'active')::boolean <> u.active)) as users`;
  return wrong;
}

async function expectRight(organizationId: string, senders: readonly Sender[]) {
  const seats = await countSeats(directories.db, organizationId);
  expect(seats.used).toBe(seats.recounted);
  for (const { scim } of senders)
    expect(await countWrong(scim.directoryId)).toEqual({ counts: 0, blocks: 0, groups: 0, users: 0 });
  const open = { organizationId, acceptedAt: null, revokedAt: null };
  const idle = { ...open, membership: { status: { not: 'PENDING_INVITE' } } } as const;
  expect(await directories.db.invitation.count({ where: idle })).toBe(0);
}

/** Nothing but refusals, which people are told, and an invitation that was overtaken. */
const refused = (error: unknown): void => {
  const isRefusal = isUsherError(error) && error.code !== 'internal';
  if (!isRefusal && !/^Error: not signed in/.test(String(error))) throw error;
};

test('in a storm of changes from all sides nothing fails, and every counter is right', async () => {
  const scim = await directories.connect();
  const { organizationId, domain } = scim;
  const other = await directories.connect({ organizationId, domain });
  await directories.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 9 } });
  const senders = [scim, other].map((each): Sender => ({ scim: each, users: [], groups: [] }));
  const acts = await makeActs(organizationId);
  const statuses = new Set<number>();
  const walk = async (steps: number) => {
    for (let step = 0; step < steps; step += 1) {
      const sender = senders[dice.below(2)] as Sender;
      const request = dice.below(3) > 0 ? requests[dice.below(requests.length)] : undefined;
      if (request) statuses.add((await request(sender)).status);
      else await acts[dice.below(acts.length)]?.(sender).catch(refused);
    }
  };
  await Promise.all(Array.from({ length: 10 }, () => walk(25)));
  expect([...statuses].filter((status) => status >= 500)).toEqual([]);
  await expectRight(organizationId, senders);
  const owner = contextFor(directories.db, await createStaff(directories.db, 'OWNER'));
  for (const {
    scim: { directoryId },
  } of senders) {
    await switchDirectory(owner, { organizationId, directoryId, enabled: false });
    await deleteDirectory(owner, { organizationId, directoryId });
  }
  const seats = await countSeats(directories.db, organizationId);
  expect(seats.used).toBe(seats.recounted);
});
