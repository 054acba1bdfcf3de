'use client';

import { startTransition, useOptimistic, useState } from 'react';
import { personLabel } from '@/components/memberships/member-labels';
import { type ToastMessage, useToast } from '@/components/ui/toast';
import type { BulkOperation } from '@/lib/invitations/bulk.schema';
import type { MemberRow } from '@/lib/memberships/member-row';
import {
  changeRolesAction,
  copyInvitationLinkAction,
  reactivateMemberAction,
  releaseRolesAction,
} from './actions';
import { callAction } from './call-action';
import { useResend } from './use-resend';

/** A question that has to be answered before anything happens. */
export type MemberQuestion =
  | {
      readonly kind: BulkOperation;
      readonly members: readonly MemberRow[];
      /** How many were selected as well and are left to the directories that manage them. */
      readonly left?: number;
    }
  | { readonly kind: 'detach'; readonly member: MemberRow }
  | { readonly kind: 'link'; readonly member: MemberRow; readonly url: string };

export interface MemberActions {
  /** The list, with what was just asked for already in it. */
  readonly members: readonly MemberRow[];
  readonly question: MemberQuestion | null;
  readonly ask: (question: MemberQuestion | null) => void;
  readonly resend: (member: MemberRow) => void;
  readonly copyLink: (member: MemberRow) => Promise<void>;
  readonly reactivate: (member: MemberRow) => void;
  readonly changeRoles: (member: MemberRow, roles: MemberRow['roles']) => void;
  /** Lets groups decide their roles again. */
  readonly releaseRoles: (member: MemberRow) => void;
  readonly tell: (message: ToastMessage) => void;
}

type Patch = Pick<MemberRow, 'membershipId'> & Partial<MemberRow>;

/** What can be done from the list. Where a refusal is unlikely the row changes at once, and back if it was refused. */
export function useMemberActions(organizationId: string, listed: readonly MemberRow[]): MemberActions {
  const tell = useToast();
  const send = useResend(organizationId);
  const [question, ask] = useState<MemberQuestion | null>(null);
  const [members, patch] = useOptimistic(listed, applyPatch);
  const ref = ({ membershipId }: MemberRow) => ({ organizationId, membershipId });

  function resend(member: MemberRow) {
    startTransition(async () => {
      patch({ membershipId: member.membershipId, mail: { state: 'QUEUED', reason: null, at: new Date() } });
      await send(member);
    });
  }

  async function copyLink(member: MemberRow) {
    const result = await callAction(copyInvitationLinkAction(ref(member)));
    if (result.ok) ask({ kind: 'link', member, url: result.data.url });
    else tell({ tone: 'bad', title: result.error.message });
  }

  function reactivate(member: MemberRow) {
    startTransition(async () => {
      patch({ membershipId: member.membershipId, status: 'active' });
      const result = await callAction(reactivateMemberAction(ref(member)));
      if (result.ok) tell({ title: `${personLabel(member)} is active again` });
      else tell({ tone: 'bad', title: result.error.message });
    });
  }

  function changeRoles(member: MemberRow, roles: MemberRow['roles']) {
    startTransition(async () => {
      patch({ membershipId: member.membershipId, roles });
      const roleIds = roles.map((role) => role.id);
      const result = await callAction(changeRolesAction({ ...ref(member), roleIds }));
      if (!result.ok) return tell({ tone: 'bad', title: result.error.message });
      const undo = { label: 'Undo', alternative: 'Change the roles back from the menu of the row' };
      tell({
        title: `${personLabel(member)} is now ${roles.map((role) => role.displayName).join(', ')}`,
        action: { ...undo, onPress: () => changeRoles({ ...member, roles }, member.roles) },
      });
    });
  }

  function releaseRoles(member: MemberRow) {
    startTransition(async () => {
      const result = await callAction(releaseRolesAction(ref(member)));
      if (!result.ok) return tell({ tone: 'bad', title: result.error.message });
      tell({ title: `Groups decide the roles of ${personLabel(member)} from now on` });
    });
  }

  return { members, question, ask, resend, copyLink, reactivate, changeRoles, releaseRoles, tell };
}

function applyPatch(members: readonly MemberRow[], changes: Patch): readonly MemberRow[] {
  return members.map((member) =>
    member.membershipId === changes.membershipId ? { ...member, ...changes } : member,
  );
}
