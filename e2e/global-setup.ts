import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@/scripts/postgres';

/** One PostgreSQL for all journeys; each worker makes a database of its own in it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'usher-e2e-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory, ephemeral: true });
  process.env.E2E_POSTGRES_URL = postgres.url;
  return async () => {
    await postgres.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}
