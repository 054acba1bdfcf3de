import type { RegisterApplicationInput } from '@/lib/applications/application.schema';
import { createOrganizationClient } from '@/lib/applications/create-organization-client';
import type { NewSecret } from '@/lib/applications/insert-secret';
import type { CreateOrganizationClientInput } from '@/lib/applications/organization-client.schema';
import { type RegisteredApplication, registerApplication } from '@/lib/applications/register-application';
import type { Ctx } from '@/lib/authz/context';

/** An application with a server unless told otherwise, made by its use case. */
export function makeApplication(
  ctx: Ctx,
  input: Partial<RegisterApplicationInput> = {},
): Promise<RegisteredApplication> {
  return registerApplication(ctx, { name: 'Shop', type: 'web', ...input });
}

/** A client of the organization with one secret, made by its use case. */
export function makeOrganizationClient(
  ctx: Ctx,
  organizationId: string,
  input: Partial<CreateOrganizationClientInput> = {},
): Promise<NewSecret> {
  const settings = { description: '', scopes: [], audience: [], customClaims: [], accessTokenSeconds: null };
  return createOrganizationClient(ctx, { name: 'Importer', ...settings, ...input, organizationId });
}
