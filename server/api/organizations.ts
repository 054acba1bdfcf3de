import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { RegionCode } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import type {
  OrganizationSchema,
  OrganizationService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { changeSeats } from '@/lib/organizations/change-seats';
import { createOrganization } from '@/lib/organizations/create-organization';
import { deleteOrganization } from '@/lib/organizations/delete-organization';
import { getOrganizationRecord } from '@/lib/organizations/get-organization-record';
import { listOrganizationRecords } from '@/lib/organizations/list-organization-records';
import {
  changeSeatsSchema,
  createOrganizationSchema,
  patchOrganizationSchema,
} from '@/lib/organizations/organization.schema';
import type { OrganizationRecord } from '@/lib/organizations/organization-record';
import { updateOrganization } from '@/lib/organizations/update-organization';
import type { Handlers } from './handler';
import { keyOf, type RecordKey } from './identities';
import { presentFeatures, readFeatures } from './organization-features';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';
import { readChanges } from './read-organization-changes';

export const organizationHandlers: Handlers<typeof OrganizationService> = {
  async createOrganization(ctx, { organization }) {
    const { displayName = '', externalId, metadata, slug, logoUrl } = organization ?? {};
    const input = { name: displayName, externalId, metadata, slug: slug || null, logoUrl: logoUrl || null };
    const { id } = await createOrganization(ctx, parseInput(createOrganizationSchema, input));
    return answerWith(ctx, { id });
  },

  async updateOrganization(ctx, { identities, organization, updateMask }) {
    const { id: organizationId } = await getOrganizationRecord(ctx, keyOf(identities));
    const input = { organizationId, ...readChanges(organization, updateMask) };
    await updateOrganization(ctx, parseInput(patchOrganizationSchema, input));
    return answerWith(ctx, { id: organizationId });
  },

  async getOrganization(ctx, { identities }) {
    return answerWith(ctx, keyOf(identities));
  },

  async getOrganizationByExternalId(ctx, { identities }) {
    return answerWith(ctx, keyOf(identities));
  },

  async listOrganization(ctx, request) {
    const externalId = request.externalId || null;
    const page = await listOrganizationRecords(ctx, { search: null, externalId, ...readPaging(request) });
    return { organizations: page.rows.map(present), ...pageFields(page) };
  },

  async searchOrganization(ctx, request) {
    const asked = { search: request.query, externalId: null };
    const page = await listOrganizationRecords(ctx, { ...asked, ...readPaging(request) });
    return { organizations: page.rows.map(present), ...pageFields(page) };
  },

  async deleteOrganization(ctx, { identities }) {
    const { id: organizationId } = await getOrganizationRecord(ctx, keyOf(identities));
    await deleteOrganization(ctx, { organizationId });
    return {};
  },

  async updateOrganizationSettings(ctx, { id: organizationId, settings }) {
    const features = readFeatures(settings?.features ?? []);
    await updateOrganization(ctx, parseInput(patchOrganizationSchema, { organizationId, ...features }));
    return answerWith(ctx, { id: organizationId });
  },

  async upsertUserManagementSettings(ctx, { organizationId, settings }) {
    // Zero, too, means that there is no limit.
    const seatsCap = settings?.maxAllowedUsers || null;
    await changeSeats(ctx, parseInput(changeSeatsSchema, { organizationId, seatsCap }));
    return { settings: seatsOf(await getOrganizationRecord(ctx, { id: organizationId })) };
  },

  async getOrganizationUserManagementSetting(ctx, { organizationId }) {
    return { settings: seatsOf(await getOrganizationRecord(ctx, { id: organizationId })) };
  },
};

async function answerWith(ctx: Ctx, key: RecordKey) {
  return { organization: present(await getOrganizationRecord(ctx, key)) };
}

function seatsOf({ seatsCap }: OrganizationRecord) {
  return seatsCap === null ? {} : { maxAllowedUsers: seatsCap };
}

function present(record: OrganizationRecord): MessageInitShape<typeof OrganizationSchema> {
  return {
    id: record.id,
    displayName: record.name,
    createTime: timestampFromDate(record.createdAt),
    updateTime: timestampFromDate(record.updatedAt),
    regionCode: RegionCode.US,
    metadata: { ...record.metadata },
    settings: { features: presentFeatures(record) },
    ...(record.externalId !== null && { externalId: record.externalId }),
    ...(record.slug !== null && { slug: record.slug }),
    ...(record.logoUrl !== null && { logoUrl: record.logoUrl }),
  };
}
