import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../run-program';
import { useDirectories } from '../start-scim';
import { installPython, tellSkipped } from '../toolchain';

interface Finding {
  readonly status: string;
  readonly title: string;
  readonly resource: string | null;
  readonly reason: string | null;
}

/** Where Usher decides otherwise: whether somebody is active is always said, and not to be forgotten. */
const chosen = /^Failed to remove attribute 'active'/;

const { missing, folder } = await installPython(resolve(import.meta.dirname, 'requirements.txt'));
if (missing !== null) tellSkipped('scim2-tester', missing);

/** The independent checker of SCIM servers: discovery, every attribute of every resource by each verb, searches, errors. */
describe.skipIf(missing !== null)('scim2-tester', () => {
  const directories = useDirectories();

  test('finds no fault', async () => {
    const { base, secret, domain } = await directories.connect();
    const output = await runProgram({
      command: 'python3',
      parameters: [resolve(import.meta.dirname, 'program.py')],
      environment: {
        PYTHONPATH: folder ?? '',
        // It follows addresses below its own base alone, and answers name the server as it is configured.
        SCIM_BASE: base.replace('127.0.0.1', 'localhost'),
        SCIM_SECRET: secret,
        SCIM_DOMAIN: domain,
      },
    });
    const findings: Finding[] = JSON.parse(output);
    expect(findings.length).toBeGreaterThan(100);
    const faults = findings.filter(({ status }) => !['SUCCESS', 'COMPLIANT', 'ACCEPTABLE'].includes(status));
    expect(faults.filter(({ reason }) => !chosen.test(reason ?? ''))).toEqual([]);
    expect(faults).toHaveLength(1);
  }, 120_000);
});
