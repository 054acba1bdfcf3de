import type { ActivityRow } from '@/lib/audit/list-activity';

/** Somebody was invited, but for what a test says otherwise. */
export function activityEvent(changes: Partial<ActivityRow> = {}): ActivityRow {
  return {
    id: 'aud_1000000000000000001',
    at: new Date('2026-11-22T12:00:00.000Z'),
    organizationId: 'org_1000000000000000001',
    organizationName: 'Acme Robotics',
    action: 'invitation.created',
    actorKind: 'user',
    actorId: 'usr_1000000000000000001',
    actorName: 'Priya Raman',
    targetKind: 'invitation',
    targetId: 'inv_1000000000000000001',
    targetName: 'ada@example.com',
    changes: {},
    ip: '203.0.113.7',
    requestId: 'request',
    ...changes,
  };
}
