import { createDatabase } from '@/lib/db';
import { readEnv } from '@/lib/env';
import { seed } from '@/prisma/seed';
import { ensureSecret, makeDataDirectory } from '@/scripts/data-directory';
import { startEmbeddedPostgres } from '@/scripts/postgres';

/** npm run seed: fills the database of a running Usher, once its workspace is claimed, with sample data. */
const { databaseUrl, dataDirectory } = readEnv(process.env);
const folder = await makeDataDirectory(dataDirectory);
process.env.USHER_SECRET ||= await ensureSecret(folder);
const url = databaseUrl || (await startEmbeddedPostgres({ dataDirectory: folder })).url;
process.env.DATABASE_URL = url;
const db = createDatabase(url, 2);
const owner = await db.user.findFirst({
  where: { staff: { role: 'OWNER' } },
  select: { id: true, email: true },
});
if (owner) {
  const organizationId = await seed(db, { userId: owner.id, email: owner.email });
  process.stdout.write(`Sample data is there: /organizations/${organizationId}/users\n`);
} else {
  process.stderr.write('Claim the workspace first: npm start prints the link.\n');
  process.exitCode = 1;
}
await db.$disconnect();
