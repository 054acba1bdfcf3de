import { timestampFromDate, timestampMs } from '@bufbuild/protobuf/wkt';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { type ScalekitClient, ScalekitValidateTokenFailureException } from '@scalekit-sdk/node';
import { ApiTokenService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/tokens/tokens_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { freshEmail } from '@/tests/factories/world';
import { errorInfoOf, refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
let organizationId: string;
let userId: string;
let email: string;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
  const { organization } = await sdk.organization.createOrganization('Acme', { externalId: 'acme' });
  organizationId = organization?.id ?? '';
  email = freshEmail();
  const options = { email, externalId: 'ada', sendInvitationEmail: false };
  userId = (await sdk.user.createUserAndMembership(organizationId, options)).user?.id ?? '';
});
afterAll(() => api.stop());

const hour = () => timestampFromDate(new Date(Date.now() + 3_600_000));

describe('API tokens', () => {
  test('are created, validated, updated, listed and invalidated', async () => {
    const expiry = hour();
    const options = { userId, customClaims: { env: 'prod' }, expiry, description: 'CI' };
    const { token, tokenId, tokenInfo } = await sdk.token.createToken(organizationId, options);
    expect(tokenId).toMatch(/^apit_[0-9]{19}$/);
    expect(tokenInfo).toMatchObject({
      tokenId,
      organizationId,
      organizationExternalId: 'acme',
      userId,
      userExternalId: 'ada',
      email,
      roles: ['member'],
      customClaims: { env: 'prod' },
      description: 'CI',
      tokenSuffix: token.slice(-4),
    });
    expect(tokenInfo?.expiry?.seconds).toBe(expiry.seconds);
    expect((await sdk.token.validateToken(token)).tokenInfo).toEqual(tokenInfo);
    const updated = await sdk.token.updateToken(tokenId, {
      customClaims: { scope: 'read' },
      description: '',
    });
    expect(updated.tokenInfo).toMatchObject({ customClaims: { env: 'prod', scope: 'read' } });
    expect(updated.tokenInfo?.description).toBeUndefined();
    const listed = await sdk.token.listTokens(organizationId, { userId, pageSize: 30 });
    expect(listed.tokens).toEqual([updated.tokenInfo]);
    expect(listed.totalCount).toBe(1);
    await sdk.token.invalidateToken(token);
    await sdk.token.invalidateToken(tokenId);
    expect((await sdk.token.listTokens(organizationId, { userId })).tokens).toEqual([]);
    await expect(sdk.token.validateToken(token)).rejects.toThrow(ScalekitValidateTokenFailureException);
  });

  test('are given once more by their id, until they end', async () => {
    const client = createClient(ApiTokenService, createGrpcTransport({ baseUrl: api.url }));
    const options = { headers: { authorization: `Bearer ${await api.accessToken()}` } };
    const { token, tokenId, tokenInfo } = await sdk.token.createToken(organizationId, { userId });
    const before = Date.now();
    const fetched = await client.fetchToken({ tokenId }, options);
    expect(fetched).toMatchObject({ token, tokenInfo });
    const { retrievedAt } = fetched;
    expect(retrievedAt && timestampMs(retrievedAt)).toBeGreaterThanOrEqual(before);
    const audit = { targetId: tokenId, action: 'api_token.fetched', actorId: api.clientId };
    expect(await database.db.auditEvent.count({ where: audit })).toBe(1);
    await sdk.token.invalidateToken(tokenId);
    const late = await errorInfoOf(client.fetchToken({ tokenId }, options));
    expect(late.errorCode).toBe('NOT_FOUND');
  });

  test('of an organization alone name nobody', async () => {
    const { tokenInfo } = await sdk.token.createToken(organizationId);
    expect(tokenInfo).toMatchObject({ organizationId, roles: [], customClaims: {} });
    for (const field of ['userId', 'email', 'expiry', 'description'] as const) {
      expect(tokenInfo?.[field]).toBeUndefined();
    }
  });

  test('that are unknown, or only named by their id, fail as the SDK expects, without a new access token', async () => {
    const { tokenId } = await sdk.token.createToken(organizationId);
    for (const token of ['nonsense', tokenId, 'apit_1000000000000000000']) {
      await expect(sdk.token.validateToken(token)).rejects.toThrow(ScalekitValidateTokenFailureException);
    }
    expect(await refusalOf(sdk.token.invalidateToken('nonsense'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    [{ customClaims: { ['k'.repeat(31)]: 'x' } }, 'INVALID_ARGUMENT'],
    [{ customClaims: { key: '' } }, 'INVALID_ARGUMENT'],
    [{ description: 'x'.repeat(256) }, 'INVALID_ARGUMENT'],
    [{ expiry: timestampFromDate(new Date(0)) }, 'INVALID_ARGUMENT'],
    [{ userId: 'nobody' }, 'INVALID_ARGUMENT'],
    [{ userId: 'usr_1000000000000000000' }, 'NOT_FOUND'],
  ])('cannot be created with %o', async (options, code) => {
    expect(await refusalOf(sdk.token.createToken(organizationId, options))).toMatchObject({ code });
  });

  test('end at once with the membership of their person', async () => {
    const options = { email: freshEmail(), sendInvitationEmail: false };
    const { user } = await sdk.user.createUserAndMembership(organizationId, options);
    const { token } = await sdk.token.createToken(organizationId, { userId: user?.id ?? '' });
    await sdk.token.validateToken(token);
    await sdk.user.deleteMembership(organizationId, user?.id ?? '');
    await expect(sdk.token.validateToken(token)).rejects.toThrow(ScalekitValidateTokenFailureException);
  });

  test('can be asked for by plain HTTP', async () => {
    const headers = { authorization: `Bearer ${await api.accessToken()}` };
    const post = (path: string, body: object) =>
      fetch(`${api.url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const created = await post('tokens', { organization_id: organizationId });
    const { token, token_id: tokenId } = (await created.json()) as { token: string; token_id: string };
    const validated = await post('tokens:validate', { token });
    expect(await validated.json()).toMatchObject({ token_info: { token_id: tokenId } });
    const fetched = await post('tokens:fetch', { token_id: tokenId });
    expect(await fetched.json()).toMatchObject({ token, token_info: { token_id: tokenId } });
    expect((await post('tokens:fetch', { token_id: token })).status).toBe(404);
    await database.db.apiToken.update({ where: { id: tokenId }, data: { sealed: null } });
    const older = await post('tokens:fetch', { token_id: tokenId });
    expect([older.status, await older.json()]).toEqual([400, expect.objectContaining({ code: 9 })]);
  });
});
