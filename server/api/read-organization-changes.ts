import type { MessageShape } from '@bufbuild/protobuf';
import type { FieldMask } from '@bufbuild/protobuf/wkt';
import type { UpdateOrganizationSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
import { refuseField } from '@/lib/errors';

type Requested = MessageShape<typeof UpdateOrganizationSchema> | undefined;

/**
 * What an update of an organization changes. Without a mask that is what is sent, where an empty map says nothing, since
 * it looks like none; with a mask it is exactly what the mask names, sent or not.
 */
export function readChanges(organization: Requested, mask: FieldMask | undefined) {
  const sent = sentFields(organization);
  if (!mask || mask.paths.length === 0)
    return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
  return Object.fromEntries(
    mask.paths.map((path) => [fieldOf(path), sent[fieldOf(path)] ?? empty[fieldOf(path)]]),
  );
}

function sentFields(organization: Requested) {
  const { displayName, externalId, metadata = {}, slug, logoUrl } = organization ?? {};
  return {
    name: displayName,
    externalId,
    metadata: Object.keys(metadata).length > 0 ? metadata : undefined,
    slug: slug === '' ? null : slug,
    logoUrl: logoUrl === '' ? null : logoUrl,
  };
}

/** What a field becomes that a mask names and the request does not have. */
const empty = { name: '', externalId: null, metadata: {}, slug: null, logoUrl: null };

const fields: Readonly<Record<string, keyof typeof empty>> = {
  display_name: 'name',
  external_id: 'externalId',
  metadata: 'metadata',
  slug: 'slug',
  logo_url: 'logoUrl',
};

function fieldOf(path: string): keyof typeof empty {
  const field = fields[path.replace(/^organization\./, '')];
  return field ?? refuseField('update_mask', `Give update_mask of ${Object.keys(fields).join(', ')}.`);
}
