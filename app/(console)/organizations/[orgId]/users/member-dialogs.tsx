'use client';

import { useState } from 'react';
import type { RoleChoice } from '@/components/invitations/role-choice';
import { AgainDialog } from './again-dialog';
import { DetachDialog } from './detach-dialog';
import { EndDialog } from './end-dialog';
import { LinkDialog } from './link-dialog';
import { RolesDialog } from './roles-dialog';
import type { MemberActions, MemberQuestion } from './use-member-actions';

export type MemberDialogsProps = {
  organizationId: string;
  roles: readonly RoleChoice[];
  /** Whether groups give any role here. */
  followsGroups: boolean;
  actions: MemberActions;
  /** What was asked is done, but for these. */
  onDone: (refusedIds: readonly string[]) => void;
};

/** The question that is open, if any. */
export function MemberDialogs({ organizationId, roles, followsGroups, actions, onDone }: MemberDialogsProps) {
  const question = useLast(actions.question);
  if (!question) return null;
  const frame = {
    open: actions.question !== null,
    onClose: () => actions.ask(null),
    organizationId,
    actions,
    onDone,
  };
  if (question.kind === 'link') return <LinkDialog {...frame} question={question} />;
  if (question.kind === 'detach') return <DetachDialog {...frame} member={question.member} />;
  const { kind, members, left = 0 } = question;
  const key = kind + members.map((member) => member.membershipId).join();
  if (kind === 'change-roles')
    return <RolesDialog key={key} {...frame} members={members} roles={roles} followsGroups={followsGroups} />;
  if (kind === 'resend' || kind === 'reactivate')
    return <AgainDialog {...frame} kind={kind} members={members} left={left} />;
  return <EndDialog key={key} {...frame} kind={kind} members={members} left={left} />;
}

/** A dialog keeps its words while it closes. */
function useLast(question: MemberQuestion | null): MemberQuestion | null {
  const [last, setLast] = useState(question);
  if (question && question !== last) setLast(question);
  return question ?? last;
}
