import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeDefaultApplication } from '@/lib/applications/make-default-application';
import type { Ctx } from '@/lib/authz/context';
import { invitationToken } from '@/lib/links/invitation-token';
import { saveInteraction } from '@/lib/oidc-store/save-interaction';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import { createCredentialManager } from '@/tests/factories/credentials';
import { invite } from '@/tests/factories/invitations';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { withFormTargets } from './form-targets';

const database = useDatabase();
let manager: Ctx;
/** Their ids; the first is the default one. */
let [shop, desk] = ['', ''];

beforeAll(() => {
  process.env.DATABASE_URL = database.url;
});
beforeEach(async () => {
  await database.db.client.deleteMany();
  manager = await createCredentialManager(database.db);
  shop = await register('shop');
  desk = await register('desk');
  await makeDefaultApplication(manager, { clientId: shop });
});

async function register(name: string): Promise<string> {
  const redirectUris = [`https://${name}.example.com/callback`];
  const initiateLoginUri = `https://${name}-login.example.com/login`;
  return (await makeApplication(manager, { redirectUris, initiateLoginUri })).clientId;
}

/** Where the forms of a page may lead beside Usher itself. */
async function targetsOf(url: string): Promise<string> {
  const request = Object.assign(new IncomingMessage(new Socket()), { url });
  const response = new ServerResponse(request);
  response.setHeader('Content-Security-Policy', "form-action 'self'; base-uri 'none'");
  await withFormTargets(async () => {})(request, response);
  const policy = String(response.getHeader('Content-Security-Policy'));
  return /^form-action 'self' ?([^;]*); base-uri 'none'$/.exec(policy)?.[1] ?? policy;
}

const shopAlone = 'https://shop-login.example.com https://shop.example.com';
const deskAlone = 'https://desk-login.example.com https://desk.example.com';

async function invitePath(clientId?: string): Promise<string> {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const program = clientId && contextFor(database.db, { kind: 'client', clientId, name: 'Desk' });
  const { invitationId } = await invite(program || staff, organizationId);
  return `/invite/${invitationToken({ invitationId, generation: 1, purpose: 'mail' })}`;
}

describe('the forms of a page may lead', () => {
  test('of a waiting login, to its application alone', async () => {
    await saveInteraction(manager, { id: 'waiting', clientId: desk, payload: {}, seconds: 60 });
    expect(await targetsOf('/interaction/waiting?another')).toBe(deskAlone);
    expect(await targetsOf('/interaction/unknown')).toBe('');
  });

  test('of an invitation, to the default application, and to the one that invited', async () => {
    expect(await targetsOf(await invitePath())).toBe(shopAlone);
    await register('other');
    expect(await targetsOf(await invitePath(desk))).toBe(`${deskAlone} ${shopAlone}`);
  });

  test('of a mailed link and of logging out, to every application', async () => {
    for (const url of ['/login/link/token', '/login/join/token', '/logout', '/logout?state=x'])
      expect(await targetsOf(url)).toBe(`${deskAlone} ${shopAlone}`);
  });

  test('of any other page, nowhere else', async () => {
    for (const url of ['/login', '/login?returnTo=/x', '/me', '/invitees', '/logouts', '/'])
      expect(await targetsOf(url)).toBe('');
  });

  test('where the applications are too many for a header, by their schemes', async () => {
    const redirectUris = Array.from(
      { length: 20 },
      (_, index) => `https://host-${index}.example.com/callback`,
    );
    for (let count = 0; count < 4; count += 1) {
      const more = redirectUris.map((uri) => uri.replace('host', `host-${count}`));
      await makeApplication(manager, { redirectUris: more });
    }
    await makeApplication(manager, { redirectUris: ['http://localhost:4000/callback'] });
    expect(await targetsOf('/logout')).toBe('http: https:');
    expect(await targetsOf(await invitePath())).toBe(shopAlone);
  });
});
