import { fromJson, toJson } from '@bufbuild/protobuf';
import { ListAuthLogRequestSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auditlogs/auditlogs_pb.js';
import { ListDirectoryUsersRequestSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/directories/directories_pb.js';
import { ListDomainRequestSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/domains/domains_pb.js';
import { ListEventsRequestSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/events/events_pb.js';
import { describe, expect, test } from 'vitest';
import { readParameters } from './query';

const read = (type: Parameters<typeof readParameters>[0], query: string) =>
  readParameters(type, new URLSearchParams(query));

describe('a query parameter', () => {
  test.each([
    ['as text', ListDomainRequestSchema, 'organization_id=org_1', { organization_id: 'org_1' }],
    ['by its camelCase name', ListDomainRequestSchema, 'organizationId=org_1', { organization_id: 'org_1' }],
    ['as a boxed number', ListDomainRequestSchema, 'page_size=5', { page_size: 5 }],
    ['as a number', ListEventsRequestSchema, 'page_size=5', { page_size: 5 }],
    [
      'as an enum by name',
      ListDomainRequestSchema,
      'domain_type=ORGANIZATION_DOMAIN',
      { domain_type: 'ORGANIZATION_DOMAIN' },
    ],
    ['as a boolean', ListDirectoryUsersRequestSchema, 'include_detail=true', { include_detail: true }],
    ['as 1 for true', ListDirectoryUsersRequestSchema, 'include_detail=1', { include_detail: true }],
    [
      'as a time',
      ListDirectoryUsersRequestSchema,
      'updated_after=2026-01-02T03:04:05Z',
      { updated_after: '2026-01-02T03:04:05Z' },
    ],
    ['as a list', ListAuthLogRequestSchema, 'status=a&status=b', { status: ['a', 'b'] }],
    [
      'within a message',
      ListEventsRequestSchema,
      'filter.organization_id=org_1&filter.eventTypes=x&filter.eventTypes=y',
      { filter: { organization_id: 'org_1', event_types: ['x', 'y'] } },
    ],
    [
      'unknown: ignored',
      ListEventsRequestSchema,
      'nothing=1&page_size.x=2&filter.__proto__.a=1',
      { filter: {} },
    ],
  ])('is read %s', (_, type, query, expected) => {
    const message = fromJson(type, read(type, query));
    expect(toJson(type, message, { useProtoFieldName: true })).toEqual(expected);
  });

  test.each([
    ['twice', ListEventsRequestSchema, 'page_size=1&page_size=2', 'page_size'],
    ['twice in two spellings', ListEventsRequestSchema, 'page_size=1&pageSize=2', 'pageSize'],
    ['as an enum that does not exist', ListDomainRequestSchema, 'domain_type=SOME', 'domain_type'],
    ['as no time', ListDirectoryUsersRequestSchema, 'updatedAfter=yesterday', 'updated_after'],
  ])('is refused %s', (_, type, query, field) => {
    const refused = expect.objectContaining({
      code: 'invalid_input',
      fields: { [field]: expect.any(String) },
    });
    expect(() => read(type, query)).toThrow(refused);
  });

  test('that is a boolean is refused as anything else', () => {
    const fields = read(ListDirectoryUsersRequestSchema, 'include_detail=maybe');
    expect(() => fromJson(ListDirectoryUsersRequestSchema, fields)).toThrow('include_detail');
  });
});
