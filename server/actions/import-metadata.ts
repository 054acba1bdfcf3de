import { authorize } from '@/lib/authz/authorize';
import type { Ctx } from '@/lib/authz/context';
import { applyMetadata } from '@/lib/connections/apply-metadata';
import type { ImportMetadataInput } from '@/lib/connections/connection.schema';
import { refuseField } from '@/lib/errors';
import { fetchIdpMetadata } from '../sso/saml/fetch-idp-metadata';
import { parseIdpMetadata } from '../sso/saml/idp-metadata';
import { samlFieldsOf } from '../sso/saml/metadata-fields';

/**
 * Sets a SAML connection up by its identity provider's metadata, fetched from an address or as text. Who may not manage the
 * connection makes nothing be fetched. What is wrong with the metadata is said at its field.
 */
export async function importMetadata(ctx: Ctx, input: ImportMetadataInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { url, xml, ...ref } = input;
  const read = url ? await fetchIdpMetadata(url, ctx.now) : parseIdpMetadata(xml, ctx.now);
  if (!read.ok) return refuseField(url ? 'url' : 'xml', read.reason);
  await applyMetadata(ctx, { ...ref, metadataUrl: url || null, metadata: samlFieldsOf(read.passed) });
}
