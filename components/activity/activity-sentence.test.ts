import { expect, test } from 'vitest';
import { auditActions } from '@/lib/audit/audit-event';
import type { ActivityRow } from '@/lib/audit/list-activity';
import { activityEvent } from './activity-event.fixture';
import { activitySentence } from './activity-sentence';

function say(changes: Partial<ActivityRow>): string {
  const { before, target, after } = activitySentence(activityEvent(changes));
  return [before, target].filter(Boolean).join(' ') + after;
}

test.each<[string, Partial<ActivityRow>]>([
  ['Invited ada@example.com as Admin, Billing', { changes: { after: { roles: 'Admin, Billing' } } }],
  ['Invited ada@example.com', {}],
  [
    'Sent a reminder to ada@example.com',
    { action: 'invitation.resent', changes: { after: { renewed: false } } },
  ],
  [
    'Sent a new link to ada@example.com',
    { action: 'invitation.resent', changes: { after: { renewed: true } } },
  ],
  ['Joined by invitation', { action: 'invitation.accepted' }],
  ['Changed the roles of ada@example.com', { action: 'membership.roles_changed' }],
  ['Took ada@example.com out of the hands of the directory', { action: 'membership.detached' }],
  ['Changed the settings', { action: 'organization.updated', targetName: 'Acme Robotics' }],
  ['Deleted the role Billing', { action: 'role.deleted', targetName: 'Billing' }],
  ['Signed in by a mailed link', { action: 'user.signed_in', changes: { after: { method: 'email_link' } } }],
  ['Signed in', { action: 'user.signed_in', changes: { after: { method: 'something new' } } }],
])('an event says %j', (sentence, changes) => {
  expect(say(changes)).toBe(sentence);
});

test('every action that is recorded has a sentence', () => {
  for (const action of auditActions) expect(say({ action })).toMatch(/^[A-Z]/);
});
