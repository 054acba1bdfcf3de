import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampDate, timestampFromDate } from '@bufbuild/protobuf/wkt';
import type {
  ApiTokenService,
  TokenSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/tokens/tokens_pb.js';
import { createApiTokenSchema, updateApiTokenSchema } from '@/lib/api-tokens/api-token.schema';
import type { ApiTokenRecord } from '@/lib/api-tokens/api-token-record';
import { createApiToken } from '@/lib/api-tokens/create-api-token';
import { fetchApiToken } from '@/lib/api-tokens/fetch-api-token';
import { invalidateApiToken } from '@/lib/api-tokens/invalidate-api-token';
import { listApiTokens } from '@/lib/api-tokens/list-api-tokens';
import { updateApiToken } from '@/lib/api-tokens/update-api-token';
import { validateApiToken } from '@/lib/api-tokens/validate-api-token';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';

/** Tokens of organizations and their people. */
export const apiTokenHandlers: Handlers<typeof ApiTokenService> = {
  async createToken(ctx, { token: sent }) {
    const input = {
      organizationId: sent?.organizationId ?? '',
      userId: sent?.userId || null,
      description: sent?.description ?? '',
      customClaims: { ...sent?.customClaims },
      expiresAt: sent?.expiry ? timestampDate(sent.expiry) : null,
    };
    const { token, record } = await createApiToken(ctx, parseInput(createApiTokenSchema, input));
    return { token, tokenId: record.id, tokenInfo: present(record) };
  },

  async validateToken(ctx, { token }) {
    return { tokenInfo: present(await validateApiToken(ctx, token)) };
  },

  async invalidateToken(ctx, { token }) {
    await invalidateApiToken(ctx, token);
    return {};
  },

  async listTokens(ctx, request) {
    const { organizationId, userId } = request;
    const page = await listApiTokens(ctx, { organizationId, userId: userId || null, ...readPaging(request) });
    const { totalSize: totalCount, ...around } = pageFields(page);
    return { tokens: page.rows.map(present), totalCount, ...around };
  },

  async updateToken(ctx, { token, customClaims, description }) {
    const input = {
      tokenOrId: token,
      customClaims: { ...customClaims },
      ...(description !== undefined && { description }),
    };
    return { tokenInfo: present(await updateApiToken(ctx, parseInput(updateApiTokenSchema, input))) };
  },

  async fetchToken(ctx, { tokenId }) {
    const { token, record } = await fetchApiToken(ctx, tokenId);
    return { token, retrievedAt: timestampFromDate(ctx.now), tokenInfo: present(record) };
  },
};

function present(record: ApiTokenRecord): MessageInitShape<typeof TokenSchema> {
  return {
    tokenId: record.id,
    organizationId: record.organizationId,
    organizationExternalId: record.organizationExternalId ?? '',
    customClaims: { ...record.customClaims },
    createdAt: timestampFromDate(record.createdAt),
    tokenSuffix: record.suffix,
    roles: [...record.roles],
    ...(record.userId !== null && { userId: record.userId }),
    ...(record.userExternalId !== null && { userExternalId: record.userExternalId }),
    ...(record.email !== null && { email: record.email }),
    ...(record.description && { description: record.description }),
    ...(record.expiresAt && { expiry: timestampFromDate(record.expiresAt) }),
  };
}
