import { diffSchemas, readSchema } from '@/prisma/diff';

/** Prints the SQL that makes an empty database into the current schema. */
process.stdout.write(await diffSchemas([], await readSchema('prisma/schema')));
