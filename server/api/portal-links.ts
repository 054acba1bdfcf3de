import type { MessageShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  Feature,
  type GeneratePortalLinkRequestSchema,
  type OrganizationService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
import type { PortalFeature } from '@/lib/authz/context';
import { refuseField } from '@/lib/errors';
import { createPortalLink } from '@/lib/portal/create-portal-link';
import { listPortalLinks } from '@/lib/portal/list-portal-links';
import { createPortalLinkSchema, portalLinkRefSchema } from '@/lib/portal/portal-link.schema';
import { revokePortalLink } from '@/lib/portal/revoke-portal-link';
import { revokePortalLinks } from '@/lib/portal/revoke-portal-links';
import type { Handlers } from './handler';
import { parseInput } from './parse';

/** How many links an answer without pages holds at most. */
const mostLinks = 100;

/** The calls of `OrganizationService` about set-up links. */
export const portalLinkHandlers: Handlers<typeof OrganizationService> = {
  async generatePortalLink(ctx, request) {
    const input = { organizationId: request.id, features: featuresOf(request) };
    const { linkId, url, expiresAt } = await createPortalLink(ctx, parseInput(createPortalLinkSchema, input));
    return { link: { id: linkId, location: url, expireTime: timestampFromDate(expiresAt) } };
  },

  async getPortalLinks(ctx, { id: organizationId }) {
    const asked = { organizationId, openOnly: true, pageSize: mostLinks, cursor: null };
    const { rows } = await listPortalLinks(ctx, asked);
    return {
      links: rows.map(({ linkId: id, expiresAt }) => ({ id, expireTime: timestampFromDate(expiresAt) })),
    };
  },

  async deletePortalLink(ctx, { id: organizationId }) {
    await revokePortalLinks(ctx, { organizationId });
    return {};
  },

  async deletePortalLinkByID(ctx, { id: organizationId, linkId }) {
    await revokePortalLink(ctx, parseInput(portalLinkRefSchema, { organizationId, linkId }));
    return {};
  },
};

const featureNames: Readonly<Partial<Record<Feature, PortalFeature>>> = {
  [Feature.dir_sync]: 'directory',
  [Feature.sso]: 'sso',
};

/** What is listed or switched on, else everything but what is switched off. */
function featuresOf(request: MessageShape<typeof GeneratePortalLinkRequestSchema>): PortalFeature[] {
  const switches = { sso: request.sso, directory: request.directorySync };
  const isOn = (name: PortalFeature) => switches[name] === true;
  const listed = request.features.map((feature) => featureNames[feature] ?? refuseFeature());
  const named = [...listed, ...allFeatures.filter(isOn)];
  return named.length > 0 ? named : allFeatures.filter((name) => switches[name] !== false);
}

const allFeatures: readonly PortalFeature[] = ['sso', 'directory'];

function refuseFeature(): never {
  return refuseField('features', 'There is no such feature: give sso or dir_sync.');
}
