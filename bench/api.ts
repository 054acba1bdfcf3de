import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { createDatabase } from '@/lib/db';
import { newId } from '@/lib/id';
import { describeCosts, measureInTurn, ratioOf } from './rounds';
import { startProgram, startUsher } from './server';

const credential = { clientId: 'bench', clientSecret: 'a secret that only the bench uses, long enough' };

/**
 * `createUserAndMembership` with its mail enqueued, over gRPC and over REST from the real server, beside a program on
 * bare node:http and pg that writes the same rows: processor time of the server and of PostgreSQL.
 */
export async function benchApi(url: string, postgresPid: number): Promise<void> {
  const db = createDatabase(url, 1);
  const organizationId = newId('organization');
  await db.organization.create({ data: { id: organizationId, name: 'Invited to over the API' } });
  const usher = await startUsher(url, {
    USHER_ROLE: 'web',
    USHER_CLIENT_ID: credential.clientId,
    USHER_CLIENT_SECRET: credential.clientSecret,
  });
  const bare = await startProgram('bench/bare-api.ts', '/', () => ({ DATABASE_URL: url }));
  try {
    const authorization = `Bearer ${await fetchToken(usher.origin)}`;
    const path = `/api/v1/organizations/${organizationId}/users`;
    const client = createClient(UserService, createGrpcTransport({ baseUrl: usher.origin }));
    let serial = 0;
    const nextEmail = () => {
      serial += 1;
      return `api.${serial}@example.com`;
    };
    const byGrpc = async () => {
      const request = { organizationId, user: { email: nextEmail() } };
      await client.createUserAndMembership(request, { headers: { authorization } });
    };
    const post = async (origin: string) => {
      const answer = await fetch(origin + path, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ email: nextEmail() }),
      });
      if (!answer.ok) throw new Error(`${origin} answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    };
    const databasePid = postgresPid;
    const [grpc = [], rest = [], plain = []] = await measureInTurn(
      [
        { name: 'grpc', serverPid: usher.pid, databasePid, once: byGrpc },
        { name: 'rest', serverPid: usher.pid, databasePid, once: () => post(usher.origin) },
        { name: 'bare', serverPid: bare.pid, databasePid, once: () => post(bare.origin) },
      ],
      // The limits are for those who go on like this.
      { rounds: 7, perRound: 400, before: () => db.$executeRaw`delete from rate_limits` },
    );
    process.stdout.write('createUserAndMembership: processor time of one, medians of rounds in turn\n');
    process.stdout.write(describeCosts('gRPC', grpc) + describeCosts('REST', rest));
    process.stdout.write(describeCosts('bare node:http and pg', plain));
    process.stdout.write(
      `  ratio                  gRPC ${ratioOf(grpc, plain)}   REST ${ratioOf(rest, plain)} (aim: at most 2.5)\n`,
    );
  } finally {
    await Promise.all([usher.stop(), bare.stop()]);
    await db.$disconnect();
  }
}

async function fetchToken(origin: string): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret } = credential;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const answer = await fetch(`${origin}/oauth/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}
