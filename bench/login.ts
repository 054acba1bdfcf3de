import { hashToken, randomToken } from '@/lib/crypto';
import { createDatabase, type Database } from '@/lib/db';
import { newId } from '@/lib/id';
import { describeCosts, measureInTurn, ratioOf } from './rounds';
import { startProgram, startUsher } from './server';

const credential = { clientId: 'bench', clientSecret: 'a secret that only the bench uses, long enough' };
const redirectUri = 'http://localhost:4000/auth/callback';

/**
 * A login of somebody who is signed in already, `/oauth/authorize` and `/oauth/token`, from the real server beside a
 * bare oidc-provider with its storage in memory: processor time of the server and of PostgreSQL.
 */
export async function benchLogin(url: string, postgresPid: number): Promise<void> {
  const db = createDatabase(url, 1);
  const usher = await startUsher(url, {
    USHER_ROLE: 'web',
    USHER_CLIENT_ID: credential.clientId,
    USHER_CLIENT_SECRET: credential.clientSecret,
    USHER_REDIRECT_URIS: redirectUri,
  });
  const bare = await startProgram('bench/bare-provider.ts', '/.well-known/openid-configuration', () => ({}));
  try {
    const cookies = { usher: `usher-session=${await makeMember(db)}`, bare: await signIn(bare.origin) };
    const [own = [], plain = []] = await measureInTurn(
      [
        {
          name: 'usher',
          serverPid: usher.pid,
          databasePid: postgresPid,
          once: () => logIn(usher.origin, cookies.usher),
        },
        {
          name: 'bare',
          serverPid: bare.pid,
          databasePid: null,
          once: () => logIn(bare.origin, cookies.bare),
        },
      ],
      { rounds: 7, perRound: 300, before: () => db.$executeRaw`delete from rate_limits` },
    );
    process.stdout.write('Login, authorize and token: processor time of one, medians of rounds in turn\n');
    process.stdout.write(describeCosts('Usher', own) + describeCosts('bare oidc-provider', plain));
    process.stdout.write(`  ratio                  ${ratioOf(own, plain)} (aim: at most 2)\n`);
  } finally {
    await Promise.all([usher.stop(), bare.stop()]);
    await db.$disconnect();
  }
}

function authorizeUrl(origin: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: credential.clientId,
    redirect_uri: redirectUri,
    scope: 'openid email',
    state: 'bench',
  });
  return `${origin}/oauth/authorize?${query}`;
}

async function logIn(origin: string, cookie: string): Promise<void> {
  const answer = await fetch(authorizeUrl(origin), { headers: { cookie }, redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '', origin).searchParams.get('code');
  if (!code) throw new Error(`${origin} gave no code: ${answer.status} ${await answer.text()}`);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: credential.clientId,
    client_secret: credential.clientSecret,
  });
  const tokens = await fetch(`${origin}/oauth/token`, { method: 'POST', body });
  const given = await tokens.text();
  if (!given.includes('"id_token"')) throw new Error(`${origin} gave no tokens: ${tokens.status} ${given}`);
}

/** Follows the bare provider through its sign-in; the cookie of the session. */
async function signIn(origin: string): Promise<string> {
  const jar = new Map<string, string>();
  let at = authorizeUrl(origin);
  for (let hops = 0; hops < 5 && at.startsWith(origin); hops += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      jar.set(name, value);
    }
    at = new URL(answer.headers.get('location') ?? '', at).href;
  }
  return `_session=${jar.get('_session')}; _session.legacy=${jar.get('_session.legacy') ?? ''}`;
}

/** An active member with a session; the value of its cookie. */
async function makeMember(db: Database): Promise<string> {
  const [token, email, end] = [randomToken(), 'bench.member@example.com', new Date(Date.now() + 3_600_000)];
  const [userId, organizationId] = [newId('user'), newId('organization')];
  await db.user.create({ data: { id: userId, email, emailKey: email, emailVerified: new Date() } });
  await db.organization.create({ data: { id: organizationId, name: 'Logged in to', seatsUsed: 1 } });
  await db.membership.create({
    data: {
      id: newId('membership'),
      organizationId,
      userId,
      emailKey: email,
      status: 'ACTIVE',
      provisioningMethod: 'invitation',
      roles: { create: { roleId: 'role_1000000000000000002', organizationId } },
    },
  });
  await db.session.create({
    data: {
      id: newId('session'),
      sessionToken: hashToken(token),
      userId,
      organizationId,
      expires: end,
      absoluteExpiresAt: end,
    },
  });
  return token;
}
