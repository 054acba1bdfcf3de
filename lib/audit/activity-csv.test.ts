import { expect, test } from 'vitest';
import { activityCsvHead, activityCsvLines } from './activity-csv';
import type { ActivityRow } from './list-activity';

const event: ActivityRow = {
  id: 'aud_1000000000000000001',
  at: new Date('2026-11-22T12:00:00.000Z'),
  organizationId: 'org_1000000000000000001',
  organizationName: 'Acme, Inc.',
  action: 'membership.roles_changed',
  actorKind: 'user',
  actorId: 'usr_1000000000000000001',
  actorName: '=HYPERLINK("https://evil.example")',
  targetKind: 'membership',
  targetId: 'mem_1000000000000000001',
  targetName: '+ada@example.com',
  changes: { before: { roles: ['Member'] }, after: { roles: ['Admin'] } },
  ip: null,
  requestId: 'request-1',
};

test('an event is one line with a cell for every heading', () => {
  const line = activityCsvLines([
    { ...event, actorName: 'Priya', targetName: 'ada', organizationName: 'Acme', changes: {} },
  ]);
  expect(line.trimEnd().split(',')).toHaveLength(activityCsvHead().trimEnd().split(',').length);
  expect(line).toBe(
    '2026-11-22T12:00:00.000Z,membership.roles_changed,Priya,ada,,,,Acme,org_1000000000000000001,user,usr_1000000000000000001,membership,mem_1000000000000000001,request-1,aud_1000000000000000001\r\n',
  );
});

test('a name that a spreadsheet would run is led by an apostrophe, and what changed is JSON', () => {
  const line = activityCsvLines([event]);
  expect(line).toContain(`,"'=HYPERLINK(""https://evil.example"")",'+ada@example.com,`);
  expect(line).toContain(`"{""roles"":[""Member""]}","{""roles"":[""Admin""]}"`);
  expect(line).toContain(',"Acme, Inc.",');
});
