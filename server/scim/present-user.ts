import { etagOf } from '@/lib/scim/etag';
import { type Projection, project } from '@/lib/scim/project';
import type { ScimObject } from '@/lib/scim/read-value';
import type { UserRecord } from '@/lib/scim/user-record';

/** A user as the directory sees it (RFC 7643 section 4.1), or as much of it as is asked for. */
export function presentUser(baseUrl: string, user: UserRecord, projection: Projection): ScimObject {
  return project('User', wholeUser(baseUrl, user), projection);
}

function wholeUser(baseUrl: string, { id, active, resource, groups, ...record }: UserRecord): ScimObject {
  return {
    ...resource,
    id,
    active,
    ...(groups.length > 0 && {
      groups: groups.map((group) => ({ ...group, $ref: `${baseUrl}/Groups/${group.value}`, type: 'direct' })),
    }),
    meta: {
      resourceType: 'User',
      created: record.createdAt.toISOString(),
      lastModified: record.updatedAt.toISOString(),
      location: locationOf(baseUrl, id),
      version: etagOf(record.version),
    },
  };
}

/** Where a user is. */
export function locationOf(baseUrl: string, id: string): string {
  return `${baseUrl}/Users/${id}`;
}
