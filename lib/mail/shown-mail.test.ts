import { expect, test } from 'vitest';
import { listMembers } from '@/lib/memberships/list-members';
import { listMembersSchema } from '@/lib/memberships/member-list.schema';
import { useDatabase } from '@/tests/database';
import { invitePerson } from '@/tests/factories/mail';
import { enqueueMail } from './enqueue-mail';
import { recordMailOutcome } from './record-mail-outcome';

const database = useDatabase();

test('what is shown beside an invited person is their own last mail, not one about them', async () => {
  const person = await invitePerson(database.db);
  const { staff, organizationId, invitationId, mailId } = person;
  await recordMailOutcome(staff, { mailId, outcome: { kind: 'refused', reason: 'No such mailbox.' } });
  const content = {
    kind: 'renewal_request',
    organizationId,
    organizationName: 'Acme Robotics',
    inviteeEmail: person.email,
  } as const;
  const about = { organizationId, invitationId, userId: null, to: 'inviter@example.com', content };
  await database.db.$transaction((tx) => enqueueMail(tx, staff, { ...about, idempotencyKey: 'renewal/1' }));
  const { members } = await listMembers(staff, listMembersSchema.parse({ organizationId }));
  expect(members[0]?.mail).toMatchObject({ state: 'FAILED', reason: 'No such mailbox.' });
});
