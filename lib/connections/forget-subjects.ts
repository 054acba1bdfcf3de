import type { Transaction } from '../db';
import type { ConnectionRecord } from './connection-record';

/**
 * Forgets whom a connection knows when its subjects come from somebody else or mean something else than before, and says
 * how many they were: two identity providers may call two people the same. Logins by it that are not
 * completed yet are lost with them. Who was removed stays removed.
 */
export async function forgetSubjects(
  tx: Transaction,
  before: ConnectionRecord,
  after: ConnectionRecord,
): Promise<number> {
  if (subjectSource(before) === subjectSource(after)) return 0;
  const open = { connectionId: after.connectionId, consumedAt: null };
  await tx.signInAttempt.deleteMany({ where: open });
  await tx.signInLink.deleteMany({ where: open });
  const { count } = await tx.identity.deleteMany({ where: { connectionId: after.connectionId } });
  return count;
}

/** Whose names of people they are. Entra ID alone names them by tenant and object (server/sso/oidc). */
function subjectSource(connection: ConnectionRecord): string {
  const { type, settings, provider } = connection;
  if (type === 'SAML') return JSON.stringify([settings.idpEntityId, settings.subjectAttribute]);
  return JSON.stringify([settings.issuer, provider === 'MICROSOFT_AD']);
}
