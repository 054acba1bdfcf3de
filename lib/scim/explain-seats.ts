import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { isOverCap } from '../organizations/seats';
import { nameForCustomers } from '../workspace/application-name';

/** Turns the database's refusal of a seat into what the directory's admin can do about it; passes everything else on. */
export async function explainSeats(ctx: Ctx, error: unknown): Promise<never> {
  const { organizationId } = authorizeDirectory(ctx);
  if (!isOverCap(error)) throw error;
  const [organization, workspace] = await Promise.all([
    ctx.db.organization.findUnique({ where: { id: organizationId }, select: { seatsCap: true } }),
    ctx.db.workspace.findFirstOrThrow({ select: { applicationName: true } }),
  ]);
  const vendor = nameForCustomers(workspace.applicationName);
  const limit = organization?.seatsCap?.toLocaleString('en') ?? 'reached';
  return refuse(
    'seats_full',
    `No seat is free: the limit is ${limit}. Deactivate somebody, or ask the vendor of ${vendor} to raise it, then send it again.`,
    { cause: error },
  );
}
