import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { writeCertificate } from '@/tests/factories/certificate';
import type { Program } from '../run-program';
import { signWebhook } from '../sign-webhook';
import { type RunningApi, startApi } from '../start-api';
import { tellSkipped } from '../toolchain';
import { type RunningExample, startExample } from './start-example';

export interface Example {
  /** Null: it can be run here; else why it cannot. */
  readonly missing: string | null;
  /** Whether its SDK offers PKCE. */
  readonly hasPkce: boolean;
  /** Its SDK's channel speaks nothing else. */
  readonly needsTls: boolean;
  /** The port that its SDK's channel goes to, whatever it is told. */
  readonly port?: number;
  program(certificate: string): Program | Promise<Program>;
}

const startSeconds = 90;

/** What an example guarantees without a person: its login begins rightly, and it believes nobody without proof. */
export function describeExample(name: string, { missing, hasPkce, needsTls, port, program }: Example): void {
  if (missing !== null) tellSkipped(name, missing);
  describe.skipIf(missing !== null)(name, () => {
    const database = useDatabase();
    const signed = signWebhook();
    let api: RunningApi;
    let example: RunningExample;

    beforeAll(async () => {
      log.level = 'silent';
      const tls = writeCertificate();
      api = await startApi(database.url, { ...(needsTls && { tls }), ...(port && { port }) });
      example = await startExample(await program(tls.certificate), {
        SCALEKIT_ENVIRONMENT_URL: api.url,
        SCALEKIT_CLIENT_ID: api.clientId,
        SCALEKIT_CLIENT_SECRET: api.clientSecret,
        SCALEKIT_WEBHOOK_SECRET: signed.secret,
      });
    }, startSeconds * 1000);
    afterAll(async () => {
      await example?.stop();
      await api?.stop();
    });

    const ask = (path: string, options: RequestInit = {}) =>
      fetch(`${example.origin}${path}`, { redirect: 'manual', ...options });

    const destination = ({ headers }: Response) =>
      new URL(headers.get('location') ?? '', example.origin).href;

    test('its login hands the hints on, with a state that only this browser knows', async () => {
      const [one, two] = [await ask(loginPath(api.url)), await ask('/login')];
      const target = new URL(one.headers.get('location') ?? '');
      expect(`${target.origin}${target.pathname}`).toBe(`${api.url}/oauth/authorize`);
      expect(Object.fromEntries(target.searchParams)).toMatchObject({
        response_type: 'code',
        client_id: api.clientId,
        redirect_uri: `${example.origin}/auth/callback`,
        organization_id: 'org_1574031694235843416',
        login_hint: 'ada+test@example.com',
        ...(hasPkce && { code_challenge_method: 'S256' }),
      });
      const state = target.searchParams.get('state') ?? '';
      expect(state.length).toBeGreaterThanOrEqual(20);
      expect(new URL(two.headers.get('location') ?? '').searchParams.get('state')).not.toBe(state);
      const cookie = one.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^example_/);
      expect(cookie).toMatch(/; *HttpOnly/i);
      expect(cookie).toMatch(/; *SameSite=Lax/i);
    });

    test('a login from another issuer, or with a token that is not from Usher, is refused', async () => {
      expect((await ask(loginPath('https://elsewhere.example.com'))).status).toBe(400);
      expect((await ask('/login?idp_initiated_login=a.b.c')).status).toBe(400);
    });

    test('a code that this browser did not ask for is refused, and nobody is signed in', async () => {
      const begun = await ask('/login');
      const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      for (const headers of [{}, { cookie }]) {
        const answer = await ask('/auth/callback?code=stolen&state=guessed', { headers });
        expect(answer.status).toBe(400);
        expect(await answer.text()).toContain('This login was not begun in this browser');
        expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/example_session=\w/);
      }
    });

    test('what is said to be an error is shown as text', async () => {
      const begun = await ask('/login');
      const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
      const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const path = `/auth/callback?error=access_denied&error_description=%3Cscript%3E&state=${state}`;
      const answer = await ask(path, { headers: { cookie } });
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain('<script>');
    });

    test('people who are not signed in are sent to the login, and invite nobody', async () => {
      const members = await ask('/members');
      expect(destination(members)).toBe(`${example.origin}/login`);
      const body = new URLSearchParams({ email: 'eve@example.com', role: 'admin' });
      const invite = await ask('/invite', { method: 'POST', body, headers: { origin: example.origin } });
      expect(invite.status === 403 || destination(invite) === `${example.origin}/login`).toBe(true);
      expect(await database.db.invitation.count()).toBe(0);
    });

    test('a webhook is believed by its signature alone', async () => {
      const { payload: body, headers } = signed;
      const post = (sent: RequestInit) => ask('/webhooks', { method: 'POST', ...sent });
      expect((await post({ body, headers })).status).toBe(204);
      expect((await post({ body: `${body} `, headers })).status).toBe(400);
      expect((await post({ body })).status).toBe(400);
    });
  });
}

function loginPath(issuer: string): string {
  const hints = {
    iss: issuer,
    organization_id: 'org_1574031694235843416',
    login_hint: 'ada+test@example.com',
  };
  return `/login?${new URLSearchParams(hints)}`;
}
