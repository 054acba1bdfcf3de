import { expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember } from '@/tests/factories/members';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, freshEmail, later } from '@/tests/factories/world';
import { listMembers } from './list-members';
import { listMembersSchema } from './member-list.schema';

const database = useDatabase();

/** The names of those whom the list shows for a search. */
async function find(ctx: Ctx, organizationId: string, search: string) {
  const { members } = await listMembers(ctx, listMembersSchema.parse({ organizationId, search }));
  return members.map(({ name }) => name);
}

test('somebody whom others know is an address to an organization until they join, also to its search; not to staff', async () => {
  const email = freshEmail('known');
  const elsewhere = await createTestOrganization(database.db);
  await invite(elsewhere.staff, elsewhere.organizationId, { email, displayName: 'Grace Hopper' });
  const { organizationId, staff } = await createTestOrganization(database.db);
  const admin = contextFor(database.db, (await createMember(database.db, organizationId)).actor);
  const { invitationId } = await invite({ ...admin, now: later(1) }, organizationId, { email });
  expect(await find(admin, organizationId, email.slice(2, 9))).toEqual([null]);
  expect(await find(admin, organizationId, 'grace')).toEqual([]);
  expect(await find(staff, organizationId, 'grace')).toEqual(['Grace Hopper']);
  await acceptInvitation(database.db, invitationId);
  expect(await find(admin, organizationId, 'grace')).toEqual(['Grace Hopper']);
});

test('somebody new is called what whoever invited them typed', async () => {
  const { organizationId } = await createTestOrganization(database.db);
  const admin = contextFor(database.db, (await createMember(database.db, organizationId)).actor);
  await invite(admin, organizationId, { givenName: 'Ada', familyName: 'Lovelace' });
  expect(await find(admin, organizationId, 'lovelace')).toEqual(['Ada Lovelace']);
});
