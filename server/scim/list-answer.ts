import type { ScimAnswer } from './scim-call';

/** A page of resources (RFC 7644 section 3.4.2); none is no error. */
export function listAnswer(total: number, startIndex: number, resources: readonly unknown[]): ScimAnswer {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
  return { status: 200, body };
}
