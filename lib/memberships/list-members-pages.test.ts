import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createTestOrganization, later } from '@/tests/factories/world';
import { listMembers } from './list-members';
import { listMembersSchema, memberSorts } from './member-list.schema';

const database = useDatabase();

describe.each(memberSorts)('pages by %s', (sort) => {
  test.each(['asc', 'desc'] as const)(
    '%s show everybody once, forwards and back, in order',
    async (direction) => {
      const { organizationId, staff } = await createTestOrganization(database.db);
      for (let index = 0; index < 7; index += 1) {
        const { membershipId } = await createMember(database.db, organizationId);
        // Several were never seen, and two at the same moment: the id decides between them.
        const lastSeenAt = index < 3 ? null : later(Math.floor(index / 2));
        await database.db.membership.update({ where: { id: membershipId }, data: { lastSeenAt } });
      }
      const input = listMembersSchema.parse({ organizationId, sort, direction });
      const idsOf = async (cursor: string | null, size: number) => {
        const page = await listMembers(staff, { ...input, cursor }, size);
        return { ...page, ids: page.members.map((member) => member.membershipId) };
      };
      const all = (await idsOf(null, 100)).ids;
      expect(new Set(all).size).toBe(7);
      let page = await idsOf(null, 3);
      const forwards = [...page.ids];
      while (page.next) {
        page = await idsOf(page.next, 3);
        forwards.push(...page.ids);
      }
      expect(forwards).toEqual(all);
      const backwards = [...page.ids];
      while (page.previous) {
        page = await idsOf(page.previous, 3);
        backwards.unshift(...page.ids);
      }
      expect(backwards).toEqual(all);
    },
  );
});
