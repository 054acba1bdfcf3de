import type { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { clientTarget, lockClient } from './lock-client';
import type { UpdateOrganizationClientInput } from './organization-client.schema';

type Settings = Omit<UpdateOrganizationClientInput, 'clientId' | 'organizationId'>;

/**
 * Changes those settings of an organization's client that are given, each as a whole: its next token has them, those that
 * it holds stay as they are. Writes nothing when nothing changed.
 */
export async function updateOrganizationClient(
  ctx: Ctx,
  input: UpdateOrganizationClientInput,
): Promise<void> {
  authorize(ctx, 'client.manage');
  const { clientId, organizationId, ...after } = input;
  await ctx.db.$transaction(async (tx) => {
    const client = await lockClient(tx, ctx, { clientId, organizationId });
    const before = await tx.client.findUniqueOrThrow({ where: { id: clientId }, select: settingsSelect });
    const changes = whatChanged<Settings>(before as Settings, given(after));
    if (!changes) return;
    const data = { ...changes.after, updatedAt: ctx.now } as Prisma.ClientUncheckedUpdateInput;
    await tx.client.update({ where: { id: clientId }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'client.updated',
      organizationId,
      target: clientTarget({ ...client, name: after.name ?? client.name }),
      changes,
    });
  });
}

const settingsSelect = {
  name: true,
  description: true,
  scopes: true,
  audience: true,
  customClaims: true,
  accessTokenSeconds: true,
} as const satisfies Prisma.ClientSelect;

/** Without what was not given. */
function given(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
