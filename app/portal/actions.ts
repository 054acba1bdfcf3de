'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { Ctx } from '@/lib/authz/context';
import { createConnectionSchema } from '@/lib/connections/connection.schema';
import { createConnection } from '@/lib/connections/create-connection';
import { createDirectory } from '@/lib/directories/create-directory';
import { createDirectorySchema } from '@/lib/directories/directory.schema';
import { endPortalSession } from '@/lib/portal/end-portal-session';
import { definePortalAction } from '@/server/actions/define-action';
import { takePortalCookie } from '@/server/auth/portal-cookie';
import { getPortalCtx } from '@/server/context';

const choiceSchema = z
  .instanceof(FormData)
  .transform((form) => Object.fromEntries(form))
  .pipe(createConnectionSchema.pick({ provider: true, type: true }));

const choose = definePortalAction(choiceSchema, (ctx, choice) =>
  createConnection(ctx, { ...choice, organizationId: organizationOf(ctx), keyId: null }),
);

/** Chooses an identity provider: makes the connection, and goes to its first step. */
export async function chooseProvider(form: FormData): Promise<void> {
  const result = await choose(form);
  redirect(result.ok ? `/portal/connections/${result.data.connectionId}/application` : '/portal');
}

const directoryChoiceSchema = z
  .instanceof(FormData)
  .transform((form) => Object.fromEntries(form))
  .pipe(createDirectorySchema.pick({ provider: true }));

const chooseWhere = definePortalAction(directoryChoiceSchema, (ctx, { provider }) =>
  createDirectory(ctx, { provider, name: '', organizationId: organizationOf(ctx) }),
);

/** Chooses a directory: makes it, off and without a secret, and goes to its first step. */
export async function chooseDirectory(form: FormData): Promise<void> {
  const result = await chooseWhere(form);
  redirect(result.ok ? `/portal/directories/${result.data.directoryId}/domains` : '/portal');
}

/** Lets this browser out again: on a machine that others use, too. */
export async function closePortal(): Promise<void> {
  const ctx = await getPortalCtx();
  const token = await takePortalCookie();
  if (token) await endPortalSession(ctx, token);
  redirect('/portal');
}

/** The organization of whoever has opened a link; of nobody else, and the use case refuses them. */
function organizationOf({ actor }: Ctx): string {
  return actor.kind === 'portal' ? actor.organizationId : '';
}
