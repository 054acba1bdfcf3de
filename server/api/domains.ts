import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type DomainSchema,
  type DomainService,
  DomainType,
  VerificationMethod,
  VerificationStatus,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/domains/domains_pb.js';
import { listAuthorizedDomains } from '@/lib/applications/list-authorized-domains';
import type { Ctx } from '@/lib/authz/context';
import { assignDomain } from '@/lib/domains/assign-domain';
import { createDomain } from '@/lib/domains/create-domain';
import { deleteDomain } from '@/lib/domains/delete-domain';
import type { DomainState } from '@/lib/domains/domain';
import { assignDomainSchema, createDomainSchema, type DomainRef } from '@/lib/domains/domain.schema';
import type { DomainRecord } from '@/lib/domains/domain-record';
import { getDomain } from '@/lib/domains/get-domain';
import { listDomains } from '@/lib/domains/list-domains';
import { verifyDomain } from '@/lib/domains/verify-domain';
import { refuse } from '@/lib/errors';
import { readEnvironmentId } from '@/lib/workspace/read-environment-id';
import type { Handlers } from './handler';
import { organizationOf } from './organization-of';
import { readPageNumber } from './paging';
import { parseInput } from './parse';

export const domainHandlers: Handlers<typeof DomainService> = {
  /** A domain without a type is one for logging in, as it was before there were types. */
  async createDomain(ctx, { identities, connectionId, domain }) {
    const type = readType(domain?.domainType) ?? 'ORGANIZATION_DOMAIN';
    const input = {
      organizationId: await organizationOf(ctx, identities),
      domain: domain?.domain ?? '',
      type,
      connectionId: connectionId || null,
    };
    const made = await createDomain(ctx, parseInput(createDomainSchema, input));
    return { domain: await show(ctx, made) };
  },

  /** Its connection is all that can change; without one in the request nothing does, and an empty one means none. */
  async updateDomain(ctx, { identities, id: domainId, connectionId }) {
    const ref = { organizationId: await organizationOf(ctx, identities), domainId };
    if (connectionId === undefined) return { domain: await show(ctx, await getDomain(ctx, ref)) };
    const input = parseInput(assignDomainSchema, { ...ref, connectionId: connectionId || null });
    return { domain: await show(ctx, await assignDomain(ctx, input)) };
  },

  async verifyDomain(ctx, { identities, id: domainId }) {
    const organizationId = await organizationOf(ctx, identities);
    const { verifiedAt } = await verifyDomain(ctx, { organizationId, domainId });
    return { verified: verifiedAt !== null };
  },

  async getDomain(ctx, { identities, id: domainId }) {
    const organizationId = await organizationOf(ctx, identities);
    return { domain: await show(ctx, await getDomain(ctx, { organizationId, domainId })) };
  },

  async deleteDomain(ctx, { identities, id: domainId, connectionId }) {
    const ref = { organizationId: await organizationOf(ctx, identities), domainId };
    if (connectionId) await requireConnection(ctx, ref, connectionId);
    await deleteDomain(ctx, ref);
    return {};
  },

  async listDomains(ctx, request) {
    const organizationId = await organizationOf(ctx, request.identities);
    const { page, size } = readPageNumber(request);
    const type = readType(request.domainType);
    const found = await listDomains(ctx, {
      organizationId,
      type,
      connectionId: request.connectionId || null,
    });
    const rows = found.slice(page * size, (page + 1) * size);
    const domains = await Promise.all(rows.map((row) => show(ctx, row)));
    return { domains, pageNumber: page, pageSize: rows.length };
  },

  /** Usher's portal stands in no frame: a link of it changes nothing of the answer. */
  async listAuthorizedDomains(ctx, { origin }) {
    return { domains: await listAuthorizedDomains(ctx, { origin }) };
  },
};

async function requireConnection(ctx: Ctx, ref: DomainRef, connectionId: string): Promise<void> {
  const domain = await getDomain(ctx, ref);
  if (domain.connectionId !== connectionId) refuse('not_found', 'There is no such domain.');
}

function readType(type: DomainType | undefined): DomainRecord['type'] | null {
  if (type === DomainType.ORGANIZATION_DOMAIN) return 'ORGANIZATION_DOMAIN';
  return type === DomainType.ALLOWED_EMAIL_DOMAIN ? 'ALLOWED_EMAIL_DOMAIN' : null;
}

async function show({ db }: Ctx, domain: DomainRecord): Promise<MessageInitShape<typeof DomainSchema>> {
  return {
    id: domain.id,
    domain: domain.domain,
    environmentId: await readEnvironmentId(db),
    organizationId: domain.organizationId,
    domainType: DomainType[domain.type],
    verificationStatus: VerificationStatus[statuses[domain.state]],
    verificationMethod: VerificationMethod[domain.method],
    createTime: timestampFromDate(domain.createdAt),
    updateTime: timestampFromDate(domain.updatedAt),
    ...(domain.record && { txtRecordKey: domain.record.name, txtRecordSecret: domain.record.value }),
  };
}

/** A verified domain whose record is gone still counts, which is what programs ask. */
const statuses: Record<DomainState, 'VERIFIED' | 'PENDING' | 'FAILED'> = {
  verified: 'VERIFIED',
  lapsed: 'VERIFIED',
  pending: 'PENDING',
  failed: 'FAILED',
};
