import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import {
  createSsoOrganization,
  makeCertificate,
  makeCompleteConnection,
} from '@/tests/factories/connections';
import { createMember } from '@/tests/factories/members';
import { later, memberRoleId, testNow } from '@/tests/factories/world';
import { systemContext } from '../authz/system-context';
import { addCertificates } from './add-certificates';
import { switchConnection } from './switch-connection';
import { warnOfCertificates } from './warn-of-certificates';

const database = useDatabase();
const yearSeconds = 365 * 86_400;

/** The certificate of the connection ends a year after `testNow`. */
async function setUp() {
  const { organizationId, staff } = await createSsoOrganization(database.db);
  const ref = await makeCompleteConnection(staff, organizationId, { type: 'SAML', enabled: true });
  const { actor: admin } = await createMember(database.db, organizationId);
  await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
  await createMember(database.db, organizationId, { status: 'INACTIVE' });
  const mailed = async () => {
    const where = { organizationId, kind: 'certificate_expiry' };
    const rows = await database.db.mailMessage.findMany({ where, orderBy: { id: 'asc' } });
    return rows.map(({ toAddress, createdAt }) => [toAddress, createdAt]);
  };
  return { staff, ref, admin, mailed };
}

/** The worker with so many days until the certificate ends. */
const runAt = (days: number) =>
  warnOfCertificates(systemContext(database.db, 'sweep', later(yearSeconds - days * 86_400)));

describe('the warning of a certificate that ends', () => {
  test('reaches each admin of the organization once with 30 days left and once with 7', async () => {
    const { admin, mailed } = await setUp();
    await runAt(31);
    expect(await mailed()).toEqual([]);
    await runAt(29);
    await Promise.all([runAt(28), runAt(27), runAt(8)]);
    expect((await mailed()).map(([to]) => to)).toEqual([admin.email]);
    await Promise.all([runAt(6), runAt(5), runAt(1)]);
    await runAt(-1);
    expect((await mailed()).map(([to]) => to)).toEqual([admin.email, admin.email]);
  });

  test('is not sent when the next certificate is there, or nobody logs in by the connection', async () => {
    const renewed = await setUp();
    const next = { notBefore: testNow, notAfter: later(2 * yearSeconds), name: 'next' };
    await addCertificates(renewed.staff, { ...renewed.ref, certificates: await makeCertificate(next) });
    const off = await setUp();
    await switchConnection(off.staff, { ...off.ref, enabled: false });
    await runAt(29);
    expect(await renewed.mailed()).toEqual([]);
    expect(await off.mailed()).toEqual([]);
  });
});
