'use client';

import { countLabel, personLabel } from '@/components/memberships/member-labels';
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

const refusalsShown = 3;

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
      const told = refusalLines(refused, members);
      actions.tell({
        tone: 'bad',
        title: `${title}, not of ${refused.length}`,
        description: told,
        durationMilliseconds: 20_000,
      });
    }
    return undefined;
  };
}

type Refusals = readonly { readonly membershipId: string; readonly sentence: string }[];

function refusalLines(refused: Refusals, members: readonly MemberRow[]): string {
  const lines = refused.slice(0, refusalsShown).map(({ membershipId, sentence }) => {
    const member = members.find((candidate) => candidate.membershipId === membershipId);
    return `${member ? personLabel(member) : 'Somebody'}: ${sentence}`;
  });
  const rest = refused.length - lines.length;
  return lines.join(' ') + (rest > 0 ? ` And ${rest} more, who are still selected.` : '');
}
