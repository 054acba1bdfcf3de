import { afterAll, beforeAll } from 'vitest';
import { log } from '@/lib/log';
import { type TestDatabase, useDatabase } from '@/tests/database';
import { type OidcIdp, startOidcIdp } from '@/tests/fakes/oidc-idp';
import { type FakeSamlIdp, startSamlIdp } from '@/tests/fakes/saml-idp';
import { type RunningApi, startApi } from '../start-api';

/** Known as soon as the tests run, not while they are being declared. */
interface Running {
  readonly api: RunningApi;
  readonly saml: FakeSamlIdp;
  readonly oidc: OidcIdp;
}

/** Usher without its pages, and an identity provider of each kind, for the tests of this file. Usher may reach them. */
export function useSso(
  settings: Parameters<typeof startApi>[1] = {},
): Running & { readonly database: TestDatabase } {
  const database = useDatabase();
  let running: Running | undefined;
  beforeAll(async () => {
    log.level = 'silent';
    process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1,localhost';
    running = {
      api: await startApi(database.url, settings),
      saml: await startSamlIdp({ nameId: 'nobody@example.com', attributes: {} }),
      oidc: await startOidcIdp({ user: { sub: 'nobody' }, immediate: true }),
    };
  });
  afterAll(async () => {
    await Promise.all([running?.saml.stop(), running?.oidc.stop()]);
    await running?.api.stop();
  });
  const present = (): Running => {
    if (!running) throw new Error('Usher runs only while tests run: ask for it inside a test or a hook.');
    return running;
  };
  return {
    database,
    get api() {
      return present().api;
    },
    get saml() {
      return present().saml;
    },
    get oidc() {
      return present().oidc;
    },
  };
}
