import type { Database } from '../db';

const known = new WeakMap<Database, string>();

/** The id of this installation, as the application's programs see it. It never changes. Public: it is in every answer. */
export async function readEnvironmentId(db: Database): Promise<string> {
  const before = known.get(db);
  if (before) return before;
  const { id } = await db.workspace.findFirstOrThrow({ select: { id: true } });
  known.set(db, id);
  return id;
}
