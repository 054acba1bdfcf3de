import { describe, expect, test } from 'vitest';
import type { UserActor } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createSsoOrganization, makeCompleteConnection } from '@/tests/factories/connections';
import { addDomain, freshDomain } from '@/tests/factories/domains';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { describeSsoRequirement } from './describe-sso-requirement';

const database = useDatabase();

describe('whom it would concern that members must use SSO', () => {
  test('are the active members who do not manage the login, and of them those who must come anew or cannot', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const { connectionId } = await makeCompleteConnection(staff, organizationId, { enabled: true });
    const { domain } = await addDomain(staff, organizationId, { domain: freshDomain() });
    const { organizationId: otherId } = await createTestOrganization(database.db, 'Other');
    let count = 0;
    const join = async (email: string, options: { readonly status?: 'INACTIVE' } = {}) => {
      count += 1;
      const actor = await createPerson(database.db, email.replace('@', `${count}@`));
      await createMember(database.db, organizationId, { actor, roleIds: [memberRoleId], ...options });
      return actor;
    };
    await createMember(database.db, organizationId);
    await createMember(database.db, otherId, { roleIds: [memberRoleId] });
    await join(`gone@${domain}`, { status: 'INACTIVE' });
    const [byMail, bySso] = [await join(`mail@${domain}`), await join(`sso@${domain}`)];
    await createSession(database.db, byMail.userId);
    await createSession(database.db, byMail.userId);
    const own = await createSession(database.db, bySso.userId, organizationId);
    await database.db.session.update({ where: { id: own }, data: { connectionId } });
    const identify = ({ userId, email }: UserActor) =>
      database.db.identity.create({ data: { connectionId, subject: userId, userId, email } });
    await identify(await join('known@elsewhere.example.net'));
    await join('unknown@elsewhere.example.net');
    await join(`below@mail.${domain}`);
    expect(await describeSsoRequirement(staff, { organizationId })).toEqual({
      members: 5,
      signedInOtherwise: 1,
      withoutWayIn: 2,
    });
  });

  test('is told where it could be so, to whoever may say so', async () => {
    const { organizationId, staff } = await createSsoOrganization(database.db);
    const describeIt = () => describeSsoRequirement(staff, { organizationId });
    await expect(describeIt()).rejects.toMatchObject({ code: 'conflict' });
    await makeCompleteConnection(staff, organizationId, { enabled: true });
    await expect(describeIt()).rejects.toMatchObject({ message: expect.stringMatching(/domain/) });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const support = contextFor(database.db, await createStaff(database.db, 'SUPPORT'));
    for (const ctx of [contextFor(database.db, actor), support])
      await expect(describeSsoRequirement(ctx, { organizationId })).rejects.toMatchObject({
        code: 'forbidden',
      });
  });
});
