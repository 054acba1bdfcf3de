import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuseField } from '../errors';
import { newId } from '../id';
import { isPublicType, kindOfType } from './application';
import type { RegisterApplicationInput } from './application.schema';
import { secretLabel } from './client-secret';
import { insertSecret, type NewSecret } from './insert-secret';

export interface RegisteredApplication {
  readonly clientId: string;
  /** In this answer and nowhere else; null for a public application, which cannot keep one. */
  readonly secret: NewSecret | null;
}

/**
 * Makes an application that people are signed in to: one with a server gets a secret and, unless told otherwise, may call
 * the API, as the SDKs use one client for both; one in a browser or on a device gets neither, and must use PKCE (RFC 9700
 * section 2.1.1). The first application of the workspace is where invitations from the dashboard lead.
 */
export async function registerApplication(
  ctx: Ctx,
  input: RegisterApplicationInput,
): Promise<RegisteredApplication> {
  authorize(ctx, 'client.manage');
  const { type, ...settings } = withDefaults(input);
  const clientId = newId('client', ctx.now);
  return ctx.db.$transaction(async (tx) => {
    const isDefault = await isFirst(tx);
    const data = { id: clientId, ...kindOfType(type), ...settings, isDefault };
    await tx.client.create({
      data: { ...data, createdAt: ctx.now, updatedAt: ctx.now },
      select: { id: true },
    });
    const secret = isPublicType(type) ? null : await insertSecret(tx, ctx, clientId);
    await recordAudit(tx, ctx, {
      action: 'client.created',
      organizationId: null,
      target: { kind: 'application', id: clientId, name: input.name },
      changes: { after: { type, ...settings, isDefault, ...(secret && { secret: secretLabel(secret) }) } },
    });
    return { clientId, secret };
  });
}

function withDefaults(input: RegisterApplicationInput) {
  const isPublic = isPublicType(input.type);
  if (isPublic && input.apiAccess)
    refuseField('apiAccess', 'The API is for applications that can keep a secret.');
  if (isPublic && input.pkceRequired === false)
    refuseField('pkceRequired', 'An application that cannot keep a secret has to use PKCE.');
  return {
    type: input.type,
    name: input.name,
    redirectUris: input.redirectUris ?? [],
    postLogoutRedirectUris: input.postLogoutRedirectUris ?? [],
    backChannelLogoutUris: input.backChannelLogoutUris ?? [],
    initiateLoginUri: input.initiateLoginUri ?? null,
    accessTokenSeconds: input.accessTokenSeconds ?? null,
    pkceRequired: input.pkceRequired ?? isPublic,
    apiAccess: input.apiAccess ?? !isPublic,
  };
}

/** Decided one at a time: the lock is a statement before the look. */
async function isFirst(tx: Transaction): Promise<boolean> {
  await tx.$queryRaw`select 1 from workspace for update`;
  return (await tx.client.count({ where: { isDefault: true } })) === 0;
}
