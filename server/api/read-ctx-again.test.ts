import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { addSeconds } from '@/lib/clock';
import { useDatabase } from '@/tests/database';
import { readCtxAgain } from './read-ctx-again';

const database = useDatabase();

test('who calls is read again only when the body took its time', async () => {
  process.env.DATABASE_URL = database.url;
  const request = { headers: {} } as IncomingMessage;
  const actor = { kind: 'client', clientId: 'ended', name: 'Ended' } as const;
  const before: Ctx = {
    actor,
    db: database.db,
    now: new Date(),
    requestId: 'one',
    ip: null,
    userAgent: null,
  };
  expect((await readCtxAgain(request, before)).actor).toBe(actor);
  const slow = { ...before, now: addSeconds(before.now, -60) };
  expect((await readCtxAgain(request, slow)).actor).toEqual({ kind: 'anonymous' });
});
