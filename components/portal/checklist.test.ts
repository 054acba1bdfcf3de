import { describe, expect, test } from 'vitest';
import { checklistOf, nextStep, type Progress } from './checklist';

const connection: Progress['connection'] = {
  connectionId: 'conn_1000000000000000001',
  provider: 'OKTA',
  status: 'DRAFT',
  missing: ['a certificate'],
  enabled: false,
};
const fresh: Progress = {
  connection,
  applicationName: 'Northwind',
  domainCount: 0,
  verifiedDomainCount: 0,
  mappingCount: 0,
  hasPassedTest: false,
};

function nextOf(change: Partial<Omit<Progress, 'connection'>>, changed: Partial<typeof connection> = {}) {
  return nextStep(checklistOf({ ...fresh, ...change, connection: { ...connection, ...changed } }))?.id;
}

describe('the checklist', () => {
  test('names the application and the identity provider, and leads to pages of the connection', () => {
    const steps = checklistOf(fresh);
    expect(steps.map(({ label }) => label)).toEqual([
      'Add Northwind to Okta',
      'Enter what Okta gave you',
      'Verify your domains',
      'Attributes and roles',
      'Test it',
      'Switch it on',
    ]);
    expect(steps[1]).toMatchObject({
      note: 'Needs a certificate',
      href: '/portal/connections/conn_1000000000000000001/details',
    });
    expect(steps.some(({ isDone }) => isDone)).toBe(false);
  });

  test('goes on at what has to be done next, and leaves out what may be', () => {
    const complete = { status: 'COMPLETED', missing: [] } as const;
    expect(nextOf({})).toBe('application');
    expect(nextOf({}, { status: 'IN_PROGRESS' })).toBe('details');
    expect(nextOf({}, complete)).toBe('domains');
    expect(nextOf({ domainCount: 1 }, complete)).toBe('domains');
    expect(nextOf({ domainCount: 2, verifiedDomainCount: 1 }, complete)).toBe('enable');
    expect(nextOf({ domainCount: 1, verifiedDomainCount: 1 }, { ...complete, enabled: true })).toBe('enable');
  });
});
