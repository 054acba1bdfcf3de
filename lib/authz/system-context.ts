import { randomToken } from '../crypto';
import type { Database } from '../db';
import type { Ctx } from './context';

/** The context of Usher's own work: a job, a webhook. `name` is how it stands in the audit log. */
export function systemContext(db: Database, name: string, now: Date): Ctx {
  const requestId = `${name.replaceAll(' ', '-')}-${randomToken(6)}`;
  return { actor: { kind: 'system', name }, db, now, requestId, ip: null, userAgent: null };
}
