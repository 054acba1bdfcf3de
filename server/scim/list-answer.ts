import type { ListQuery } from '@/lib/scim/list-query';
import type { ScimObject } from '@/lib/scim/read-value';
import type { ScimAnswer } from './scim-call';

/** What fits a query, and the page of it that is asked for. */
export interface Listed {
  readonly total: number;
  readonly query: ListQuery;
  readonly resources: readonly ScimObject[];
}

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
