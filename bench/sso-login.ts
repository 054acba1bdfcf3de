import { inflateRawSync } from 'node:zlib';
import { database } from '@/lib/db';
import { type Company, connectOidc, connectSaml } from '@/tests/conformance/sso/world';
import { type FakeSamlIdp, startSamlIdp } from '@/tests/fakes/saml-idp';
import { type BenchProvider, startBenchProvider } from './openid-provider';
import { type Contender, describeCosts, measureInTurn, ratioOf } from './rounds';
import { type RunningProgram, startProgram, startUsher } from './server';

interface Providers {
  readonly saml: FakeSamlIdp;
  readonly oidc: BenchProvider;
}

/** What a browser brings back from its identity provider: an address, and a form where there is one. */
interface Answer {
  readonly url: string;
  readonly form?: URLSearchParams;
}

/** Logs `email` in at the identity provider that the browser was sent to. */
type LogInThere = (sentTo: URL, email: string) => Promise<Answer> | Answer;

/**
 * A login at an identity provider that makes account and membership, from its first request to the session, of a new
 * person each time: from the real server beside node-saml and openid-client alone, which write nothing down. Processor
 * time of the server and of PostgreSQL; the identity providers are in this process, which does not count.
 */
export async function benchSsoLogin(url: string, postgresPid: number): Promise<void> {
  const providers = { saml: await startSamlIdp(nobody), oidc: await startBenchProvider() };
  const programs: RunningProgram[] = [];
  try {
    const companies = { saml: await connectSaml(providers.saml), oidc: await connectOidc(providers.oidc) };
    const usher = await startUsher(url, { USHER_ROLE: 'web' });
    programs.push(usher);
    programs.push(...(await startBarePrograms(providers)));
    const [, bareSaml, bareOidc] = programs as [RunningProgram, RunningProgram, RunningProgram];
    const bySaml: LogInThere = (sentTo, email) => answerBySaml(providers.saml, sentTo, email);
    const byOidc: LogInThere = (sentTo, email) => answerByOidc(providers.oidc, sentTo, email);
    const costs = await measureInTurn(
      [
        contender(usher, companies.saml, bySaml, postgresPid),
        contender(bareSaml, null, bySaml, null),
        contender(usher, companies.oidc, byOidc, postgresPid),
        contender(bareOidc, null, byOidc, null),
      ],
      // Below the limit of a minute for one network address.
      { rounds: 7, perRound: 100, before: () => database().$executeRaw`delete from rate_limits` },
    );
    report(costs);
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
    await Promise.all([providers.saml.stop(), providers.oidc.stop()]);
    await database().$disconnect();
  }
}

const nobody = { nameId: 'nobody@example.com', attributes: {} };

function startBarePrograms({ saml, oidc }: Providers): Promise<RunningProgram[]> {
  return Promise.all([
    startProgram('bench/bare-saml.ts', '/ready', () => ({
      BENCH_ENTITY_ID: saml.entityId,
      BENCH_SSO_URL: saml.ssoUrl,
      BENCH_CERTIFICATE: saml.certificates[0],
    })),
    startProgram('bench/bare-relying-party.ts', '/ready', () => ({
      BENCH_ISSUER: oidc.issuer,
      BENCH_CLIENT_SECRET: oidc.clientSecret,
    })),
  ]);
}

let serial = 0;

/** Usher where there is a company, else a bare program. */
function contender(
  { origin, pid }: RunningProgram,
  company: Company | null,
  logInThere: LogInThere,
  databasePid: number | null,
): Contender {
  const start = company ? `/sso/v1/start?connection_id=${company.connectionId}` : '/start';
  const domain = company?.domain ?? 'example.com';
  return {
    name: origin + start,
    serverPid: pid,
    databasePid,
    once: () => {
      serial += 1;
      return logIn(origin + start, `bench.${serial}@${domain}`, logInThere);
    },
  };
}

/** A browser: to the identity provider and back, and on until there is a session. */
async function logIn(start: string, email: string, logInThere: LogInThere): Promise<void> {
  const jar = new Map<string, string>();
  const sent = await ask({ url: start }, jar);
  const sentTo = sent.headers.get('location') ?? sent.headers.get('refresh')?.replace(/^0; url=/, '');
  if (!sentTo) throw new Error(`${start} sent nobody on: ${sent.status}`);
  let next: Answer = await logInThere(new URL(sentTo, start), email);
  for (let hops = 0; hops < 5; hops += 1) {
    const answer = await ask(next, jar);
    if ([...jar.keys()].some((name) => /^(usher-)?session$/.test(name))) return;
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${next.url} gave no session: ${answer.status}`);
    next = { url: new URL(location, next.url).href };
  }
  throw new Error(`${start} ended at ${next.url} without a session.`);
}

async function ask({ url, form }: Answer, jar: Map<string, string>): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const sending = form && { method: 'POST', body: form };
  const headers = form || !cookie ? {} : { cookie };
  const answer = await fetch(url, { redirect: 'manual', headers, ...sending });
  await answer.text();
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    jar.set(name, value);
  }
  return answer;
}

/** The person is set and the response begun at once, so that those who log in together do not mix. */
async function answerBySaml(idp: FakeSamlIdp, { searchParams }: URL, email: string): Promise<Answer> {
  const request = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
  const read = (pattern: RegExp) => pattern.exec(request)?.[1] ?? '';
  const acsUrl = read(/AssertionConsumerServiceURL="([^"]+)"/);
  const entityId = read(/<saml:Issuer[^>]*>([^<]+)</);
  idp.setUser({ nameId: email, attributes: { givenName: 'Ada', surname: 'Lindqvist' } });
  const SAMLResponse = await idp.respond({ acsUrl, entityId, inResponseTo: read(/\bID="([^"]+)"/) });
  const form = new URLSearchParams({ SAMLResponse, RelayState: searchParams.get('RelayState') ?? '' });
  return { url: acsUrl, form };
}

function answerByOidc(idp: BenchProvider, { searchParams }: URL, email: string): Answer {
  const names = { given_name: 'Ada', family_name: 'Lindqvist' };
  const nonce = searchParams.get('nonce') ?? '';
  const url = new URL(searchParams.get('redirect_uri') ?? '');
  url.searchParams.set('code', idp.codeFor({ sub: email, email, email_verified: true, nonce, ...names }));
  url.searchParams.set('state', searchParams.get('state') ?? '');
  return { url: url.href };
}

function report([saml = [], nodeSaml = [], oidc = [], openidClient = []]: Awaited<
  ReturnType<typeof measureInTurn>
>): void {
  process.stdout.write(
    'Login of a new person at an identity provider: processor time of one, medians of rounds in turn\n',
  );
  process.stdout.write(describeCosts('Usher, SAML', saml) + describeCosts('node-saml alone', nodeSaml));
  process.stdout.write(`  ratio                  ${ratioOf(saml, nodeSaml)}\n`);
  process.stdout.write(
    describeCosts('Usher, OpenID Connect', oidc) + describeCosts('openid-client alone', openidClient),
  );
  process.stdout.write(`  ratio                  ${ratioOf(oidc, openidClient)}\n`);
}
