import { etagOf } from '@/lib/scim/etag';
import type { GroupRecord } from '@/lib/scim/group-record';
import { type Projection, project } from '@/lib/scim/project';
import type { ScimObject } from '@/lib/scim/read-value';
import { locationOf as locationOfUser } from './present-user';

/** A group as the directory sees it (RFC 7643 section 4.2), or as much of it as is asked for. */
export function presentGroup(baseUrl: string, group: GroupRecord, projection: Projection): ScimObject {
  return project('Group', wholeGroup(baseUrl, group), projection);
}

function wholeGroup(baseUrl: string, { id, resource, members, ...record }: GroupRecord): ScimObject {
  return {
    ...resource,
    id,
    ...(members && {
      members: members.map((member) => ({
        ...member,
        $ref: locationOfUser(baseUrl, member.value),
        type: 'User',
      })),
    }),
    meta: {
      resourceType: 'Group',
      created: record.createdAt.toISOString(),
      lastModified: record.updatedAt.toISOString(),
      location: locationOfGroup(baseUrl, id),
      version: etagOf(record.version),
    },
  };
}

/** Where a group is. */
export function locationOfGroup(baseUrl: string, id: string): string {
  return `${baseUrl}/Groups/${id}`;
}
