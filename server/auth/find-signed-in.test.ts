import type { ServerResponse } from 'node:http';
import type { AuthOptions } from 'next-auth';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { authAdapter } from './adapter';
import { findSignedIn } from './find-signed-in';

const cookies: Record<string, string> = {};

/** next-auth itself, but for the cookies, which it would ask of Next. */
vi.mock('next-auth', async (original) => {
  const real = await original<typeof import('next-auth')>();
  const response = { getHeader: () => undefined, setHeader: () => {} } as unknown as ServerResponse;
  const getServerSession = (options: AuthOptions) =>
    real.getServerSession({ headers: {}, cookies } as never, response as never, options);
  return { getServerSession };
});
vi.mock('./adapter', async (original) => {
  const { authAdapter: real } = await original<{ authAdapter: typeof authAdapter }>();
  return { authAdapter: vi.fn(real) };
});

const database = useDatabase();

beforeEach(() => {
  (globalThis as { usherDatabase?: unknown }).usherDatabase = database.db;
});

function find() {
  return findSignedIn(async () => contextFor(database.db, undefined, new Date()));
}

describe('who is signed in', () => {
  test('is whose session the cookie is, and nobody for any other cookie', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const now = new Date();
    const { invitationId, userId } = await invite({ ...staff, now }, organizationId);
    const { sessionToken } = await acceptInvitation(database.db, invitationId, { now });
    cookies['usher-session'] = sessionToken;
    expect(await find()).toMatchObject({ kind: 'user', userId });
    cookies['usher-session'] = 'of nobody';
    expect(await find()).toBeNull();
  });

  test('is not "nobody" when the database is away: that is a failure', async () => {
    cookies['usher-session'] = 'of somebody';
    const away = new Error('the database is away');
    const getSessionAndUser = () => Promise.reject(away);
    vi.mocked(authAdapter).mockImplementation(() => ({ getSessionAndUser }));
    await expect(find()).rejects.toThrow(away);
  });
});
