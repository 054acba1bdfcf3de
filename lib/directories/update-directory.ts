import type { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize, governs } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { UpdateDirectoryInput } from './directory.schema';
import { directoryTarget, lockDirectory } from './lock-directory';

/**
 * Changes of a directory what is given; what it sent stays as it is. What its attributes mean, and the context, are the
 * application's own words: nobody but the vendor's staff and programs changes them (`forbidden`), since the metadata of
 * members, in which the application trusts, follows.
 */
export async function updateDirectory(ctx: Ctx, input: UpdateDirectoryInput): Promise<void> {
  const actor = authorize(ctx, 'directory.manage', input.organizationId);
  if (!governs(actor) && (input.attributeMapping || input.context))
    refuse('forbidden', 'What the attributes of a directory mean is for the vendor to say.');
  const { organizationId, directoryId, ...given } = input;
  await ctx.db.$transaction(async (tx) => {
    const present = await lockDirectory(tx, input);
    const { name, provider, attributeMapping, context } = { ...present, ...withoutAbsent(given) };
    const wanted = { name, provider, attributeMapping, context };
    const before = {
      name: present.name,
      provider: present.provider,
      attributeMapping: present.attributeMapping,
      context: present.context,
    };
    const changes = whatChanged(before, wanted);
    if (!changes) return;
    const json = { attributeMapping, context: context as Prisma.InputJsonObject };
    const data = { name, provider, ...json, updatedAt: ctx.now };
    await tx.directory.update({ where: { id: directoryId }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'directory.updated',
      organizationId,
      target: directoryTarget({ directoryId, name }),
      changes,
    });
  });
}

function withoutAbsent<Given extends object>(given: Given): { [K in keyof Given]: NonNullable<Given[K]> } {
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [K in keyof Given]: NonNullable<Given[K]> };
}
