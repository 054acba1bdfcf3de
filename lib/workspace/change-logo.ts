import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuseField } from '../errors';
import { detectLogoType, logoMaximumBytes } from './logo';

/**
 * Sets the logo of the application, or takes it away (null). Takes PNG, JPEG and WebP of at most 256 KB, by their
 * first bytes; refuses everything else by the field `logo`.
 */
export async function changeLogo(ctx: Ctx, input: { readonly logo: Uint8Array | null }): Promise<void> {
  authorize(ctx, 'workspace.update');
  const logo = input.logo && requireLogo(input.logo);
  await ctx.db.$transaction(async (tx) => {
    const before = await tx.workspace.findFirstOrThrow({ select: { id: true, logoType: true } });
    const data = { logo: logo?.bytes ?? null, logoType: logo?.type ?? null, updatedAt: ctx.now };
    const { id, applicationName } = await tx.workspace.update({
      where: { id: before.id },
      data,
      select: { id: true, applicationName: true },
    });
    await recordAudit(tx, ctx, {
      action: 'workspace.updated',
      organizationId: null,
      target: { kind: 'workspace', id, name: applicationName },
      changes: { before: { logo: before.logoType }, after: { logo: data.logoType } },
    });
  });
}

function requireLogo(given: Uint8Array) {
  if (given.length > logoMaximumBytes) return refuseField('logo', 'At most 256 KB.');
  const type = detectLogoType(given);
  if (!type) return refuseField('logo', 'Choose a PNG, JPEG or WebP picture. SVG is not possible.');
  return { type, bytes: new Uint8Array(given) };
}
