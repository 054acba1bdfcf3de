import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember } from '@/tests/factories/members';
import { createTestOrganization, later } from '@/tests/factories/world';
import { exportMembers } from './export-members';
import { listMembers } from './list-members';
import { listMembersSchema, memberSorts } from './member-list.schema';

const database = useDatabase();

describe.each(memberSorts)('paging by %s while people come', (sort) => {
  test.each([
    ['asc', 'next'],
    ['desc', 'next'],
    ['asc', 'previous'],
    ['desc', 'previous'],
  ] as const)(
    '%s, by %s, shows everybody who was there exactly once, and nobody twice',
    async (direction, way) => {
      const { organizationId, staff } = await createTestOrganization(database.db);
      for (let index = 0; index < 12; index += 1) {
        const { membershipId } = await createMember(database.db, organizationId);
        const times = {
          lastSeenAt: index % 3 ? later(index) : null,
          createdAt: later(Math.floor(index / 2)),
        };
        await database.db.membership.update({ where: { id: membershipId }, data: times });
      }
      const input = listMembersSchema.parse({ organizationId, sort, direction });
      const all = (await listMembers(staff, input, 100)).members.map((member) => member.membershipId);
      // A page behind everybody is where the way back begins.
      let page = await listMembers(staff, input, way === 'next' ? 3 : 11);
      if (way === 'previous') page = await listMembers(staff, { ...input, cursor: page.next }, 11);
      const shown = page.members.map((member) => member.membershipId);
      let cursor = page[way];
      while (cursor) {
        await createMember(database.db, organizationId);
        await invite({ ...staff, now: later(5) }, organizationId);
        page = await listMembers(staff, { ...input, cursor }, 3);
        shown.push(...page.members.map((member) => member.membershipId));
        cursor = page[way];
      }
      expect(new Set(shown).size).toBe(shown.length);
      expect(all.filter((id) => !shown.includes(id))).toEqual([]);
    },
  );
});

describe('an export', () => {
  /** Written by SQL, since making as many by use cases takes long. */
  async function createMany(organizationId: string, count: number) {
    await database.db.$executeRaw`
      with people as (
        insert into users (id, email, email_key)
        select 'usr_' || n, n || '@example.com', n || '@example.com'
        from generate_series(1900000000000000001, 1900000000000000000 + ${count}::int) n returning id, email_key)
      insert into memberships (id, organization_id, user_id, email_key, status, provisioning_method, last_seen_at)
      select 'mem_' || substr(id, 5), ${organizationId}, id, email_key, 'ACTIVE', 'invitation', now() from people`;
  }

  test('of more than a thousand has each of them once, though they come and are seen meanwhile', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await createMany(organizationId, 2100);
    for (const sort of memberSorts) {
      const input = listMembersSchema.parse({ organizationId, sort, direction: 'asc' });
      const ids: string[] = [];
      for await (const members of exportMembers(staff, input)) {
        ids.push(...members.map((member) => member.membershipId));
        const seen = members.slice(0, 50).map((member) => member.membershipId);
        const data = { lastSeenAt: later(ids.length * 1000) };
        await database.db.membership.updateMany({ where: { id: { in: seen } }, data });
      }
      expect(new Set(ids).size).toBe(2100);
      expect(ids).toHaveLength(2100);
    }
  });

  test('keeps the filters of the list, and is for whoever may see it', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    await createMember(database.db, organizationId);
    const { email } = await invite(staff, organizationId);
    const input = listMembersSchema.parse({ organizationId, statuses: ['pending'] });
    const pages = [];
    for await (const members of exportMembers(staff, input))
      pages.push(members.map((member) => member.email));
    expect(pages).toEqual([[email]]);
    const foreign = await createMember(
      database.db,
      (await createTestOrganization(database.db)).organizationId,
    );
    const refused = exportMembers({ ...staff, actor: foreign.actor }, input).next();
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  });
});
