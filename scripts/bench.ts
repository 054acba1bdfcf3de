import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchApi } from '@/bench/api';
import { benchInvite } from '@/bench/invite';
import { benchLogin } from '@/bench/login';
import { benchScim } from '@/bench/scim';
import { benchSsoLogin } from '@/bench/sso-login';
import { benchUsersTab } from '@/bench/users-tab';
import { applyMigrations } from '@/prisma/migrate';
import { startEmbeddedPostgres } from '@/scripts/postgres';

const benches = {
  invite: benchInvite,
  api: benchApi,
  login: benchLogin,
  'sso-login': benchSsoLogin,
  scim: benchScim,
  'users-tab': benchUsersTab,
};
const asked = process.argv.slice(2);

// A database of its own, with durable writes as in production; removed at the end.
process.env.USHER_SECRET = 'a secret that only the bench uses, long enough';
// Where the identity providers of the bench are.
process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1,localhost';
const dataDirectory = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const postgres = await startEmbeddedPostgres({ dataDirectory });
try {
  process.env.DATABASE_URL = postgres.url;
  await applyMigrations(postgres.url);
  for (const [name, bench] of Object.entries(benches))
    if (asked.length === 0 || asked.includes(name)) await bench(postgres.url, postgres.pid);
} finally {
  await postgres.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}
