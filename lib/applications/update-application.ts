import type { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { env } from '../env';
import { refuse, refuseField } from '../errors';
import { type ApplicationType, isPublicType, typeOfKind } from './application';
import type { UpdateApplicationInput } from './application.schema';
import { findAddressProblems } from './application-address';
import { configuredFields } from './configured-fields';
import { clientTarget, lockClient } from './lock-client';

type Settings = Omit<UpdateApplicationInput, 'clientId'>;

/**
 * Changes those of an application's settings that are given; what they mean for sign-ins holds from the next request on.
 * Refuses (`invalid_input`, by field) addresses that its type cannot have, and (`conflict`) what the environment sets.
 * Writes nothing when nothing changed.
 */
export async function updateApplication(ctx: Ctx, input: UpdateApplicationInput): Promise<void> {
  authorize(ctx, 'client.manage');
  const { clientId, ...after } = input;
  await ctx.db.$transaction(async (tx) => {
    const client = await lockClient(tx, ctx, { clientId });
    const type = typeOfKind(client) ?? refuse('not_found', 'There is no such application.');
    const before = await tx.client.findUniqueOrThrow({ where: { id: clientId }, select: settingsSelect });
    const changes = whatChanged<Settings>(before, given(after));
    if (!changes) return;
    requireSuitable(type, changes.after);
    requireOwn(clientId, changes.after);
    const data = { ...changes.after, updatedAt: ctx.now } as Prisma.ClientUncheckedUpdateInput;
    await tx.client.update({ where: { id: clientId }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'client.updated',
      organizationId: null,
      target: clientTarget({ ...client, name: after.name ?? client.name }),
      changes,
    });
  });
}

const settingsSelect = {
  name: true,
  redirectUris: true,
  postLogoutRedirectUris: true,
  backChannelLogoutUris: true,
  initiateLoginUri: true,
  accessTokenSeconds: true,
  pkceRequired: true,
  apiAccess: true,
} as const satisfies Prisma.ClientSelect;

/** Without what was not given. */
function given(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function requireSuitable(type: ApplicationType, changed: Settings): void {
  const fields = findAddressProblems(type, changed);
  const [problem] = Object.values(fields);
  if (problem) refuse('invalid_input', problem, { fields });
  if (!isPublicType(type)) return;
  if (changed.apiAccess) refuseField('apiAccess', 'The API is for applications that can keep a secret.');
  if (changed.pkceRequired === false)
    refuseField('pkceRequired', 'An application that cannot keep a secret has to use PKCE.');
}

/** What the environment sets would be set again at the next start. */
function requireOwn(clientId: string, changed: Settings): void {
  const names = configuredFields(env().client, clientId).filter((field) => field in changed);
  if (names.length === 0) return;
  const sentence = 'The environment sets this. Change it there and start Usher again.';
  refuse('conflict', sentence, { fields: Object.fromEntries(names.map((name) => [name, sentence])) });
}
