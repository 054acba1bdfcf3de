import type { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize, can } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { explainTaken } from './explain-taken';
import type { UpdateOrganizationInput } from './organization.schema';

type Settings = Omit<UpdateOrganizationInput, 'organizationId'>;
type Stored = Required<Settings> & { readonly name: string };

/**
 * Changes those of an organization's settings that are given. The external id, by which the application knows its customer, and
 * who may invite are the vendor's to decide: others may send them back unchanged only (`forbidden`). Refuses an
 * external id that another organization has; the unique index decides. Writes nothing when nothing changed.
 */
export async function updateOrganization(ctx: Ctx, input: UpdateOrganizationInput): Promise<void> {
  authorize(ctx, 'organization.update', input.organizationId);
  const { organizationId, ...after } = input;
  try {
    await ctx.db.$transaction(async (tx) => {
      const before = await lockSettings(tx, organizationId);
      const changes = whatChanged<Settings>(before, given(after));
      if (!changes) return;
      requireVendor(ctx, changes.after);
      const data = { ...changes.after, updatedAt: ctx.now } as Prisma.OrganizationUncheckedUpdateInput;
      await tx.organization.update({ where: { id: organizationId }, data, select: { id: true } });
      await recordAudit(tx, ctx, {
        action: 'organization.updated',
        organizationId,
        target: { kind: 'organization', id: organizationId, name: after.name ?? before.name },
        changes,
      });
    });
  } catch (error) {
    explainTaken(error);
  }
}

/** Without what was not given. */
function given(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

async function lockSettings(tx: Transaction, organizationId: string): Promise<Stored> {
  const [settings] = await tx.$queryRaw<Stored[]>`
    select name, external_id as "externalId", invitation_ttl_seconds as "invitationTtlSeconds",
      who_may_invite::text as "whoMayInvite", metadata, slug, logo_url as "logoUrl", sso_enabled as "ssoEnabled",
      directory_enabled as "directoryEnabled"
    from organizations where id = ${organizationId} for update`;
  return settings ?? refuse('not_found', 'There is no such organization.');
}

const vendorFields = [
  'externalId',
  'whoMayInvite',
  'metadata',
  'slug',
  'logoUrl',
  'ssoEnabled',
  'directoryEnabled',
] as const;

function requireVendor(ctx: Ctx, changed: Partial<Settings>): void {
  const fields = vendorFields.filter((field) => field in changed);
  if (fields.length === 0 || can(ctx.actor, 'organization.govern')) return;
  const sentence = 'Only the staff of this workspace can change this.';
  refuse('forbidden', sentence, { fields: Object.fromEntries(fields.map((field) => [field, sentence])) });
}
