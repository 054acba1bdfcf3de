'use client';

import { type EndKind, receiptWords } from '@/components/memberships/end-words';
import { personLabel } from '@/components/memberships/member-labels';
import type { MemberRow } from '@/lib/memberships/member-row';
import { deactivateMemberAction, removeMemberAction, revokeInvitationAction } from './actions';
import { callAction } from './call-action';
import type { DialogFrame } from './dialog-frame';

/** Ends one person's access and tells what ended with it; resolves with the sentence of a refusal. */
export function useEndOne({ organizationId, actions, onDone }: DialogFrame) {
  return async (kind: EndKind, member: MemberRow): Promise<string | undefined> => {
    const ref = { organizationId, membershipId: member.membershipId };
    const who = personLabel(member);
    const refusal = await {
      deactivate: deactivate,
      remove: remove,
      revoke: revoke,
    }[kind]();
    if (!refusal) onDone([]);
    return refusal;

    async function deactivate() {
      const result = await callAction(deactivateMemberAction(ref));
      if (!result.ok) return result.error.message;
      const undo = { label: 'Undo', alternative: 'Reactivate them from the menu of the row' };
      actions.tell({
        title: `${who} is deactivated`,
        description: receiptWords(result.data),
        action: { ...undo, onPress: () => actions.reactivate(member) },
      });
      return undefined;
    }

    async function remove() {
      const result = await callAction(removeMemberAction(ref));
      if (!result.ok) return result.error.message;
      actions.tell({ title: `${who} is removed`, description: receiptWords(result.data) });
      return undefined;
    }

    async function revoke() {
      const result = await callAction(revokeInvitationAction(ref));
      if (!result.ok) return result.error.message;
      actions.tell({ title: `The invitation of ${who} is revoked`, description: 'Its links are dead.' });
      return undefined;
    }
  };
}
