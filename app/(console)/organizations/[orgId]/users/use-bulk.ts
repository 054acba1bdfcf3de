'use client';

import { refusalWords } from '@/components/memberships/end-words';
import { countLabel } from '@/components/memberships/member-labels';
import type { BulkOperation } from '@/lib/invitations/bulk.schema';
import type { MemberRow } from '@/lib/memberships/member-row';
import { applyToMembersAction } from './actions';
import { callAction } from './call-action';
import type { DialogFrame } from './dialog-frame';

export interface BulkRequest {
  readonly operation: BulkOperation;
  readonly members: readonly MemberRow[];
  readonly roleIds?: string[];
}

const doneWords: Record<BulkOperation, string> = {
  resend: 'Sent again to',
  revoke: 'Revoked for',
  'change-roles': 'Changed the roles of',
  deactivate: 'Deactivated',
  reactivate: 'Reactivated',
  remove: 'Removed',
};

/** Does the same to several people and tells how many it was done to and who was refused, and why. */
export function useBulk({ organizationId, actions, onDone }: DialogFrame) {
  return async ({ operation, members, roleIds }: BulkRequest): Promise<string | undefined> => {
    const membershipIds = members.map((member) => member.membershipId);
    const request = { organizationId, membershipIds, operation, ...(roleIds && { roleIds }) };
    const result = await callAction(applyToMembersAction(request));
    if (!result.ok) return result.error.message;
    const { done, refused } = result.data;
    onDone(refused.map((refusal) => refusal.membershipId));
    const title = `${doneWords[operation]} ${countLabel(done, 'person', 'people')}`;
    if (refused.length === 0) actions.tell({ title });
    else {
      const told = refusalWords(refused, members);
      actions.tell({
        tone: 'bad',
        title: `${title}, ${countLabel(refused.length, 'was', 'were')} refused`,
        description: told,
        durationMilliseconds: 20_000,
      });
    }
    return undefined;
  };
}
