'use client';

import { leftWords } from '@/components/memberships/end-words';
import { countLabel, peopleLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import type { MemberRow } from '@/lib/memberships/member-row';
import type { DialogFrame } from './dialog-frame';
import { useBulk } from './use-bulk';

export type AgainDialogProps = DialogFrame & {
  kind: 'resend' | 'reactivate';
  members: readonly MemberRow[];
  left: number;
};

/** Asks before several people are mailed, or let in again: harmless, but not to be undone for all at once. */
export function AgainDialog({ kind, members, left, ...frame }: AgainDialogProps) {
  const apply = useBulk(frame);
  const words = kind === 'resend' ? resendWords(members) : reactivateWords(members);
  return (
    <AlertDialog
      open={frame.open}
      onOpenChange={(open) => !open && frame.onClose()}
      tone="primary"
      {...words}
      description={`${words.description}${leftWords(left)}`}
      onConfirm={() => apply({ operation: kind, members })}
    />
  );
}

function resendWords(members: readonly MemberRow[]) {
  const expired = members.filter((member) => member.status === 'expired').length;
  const reminded = members.length - expired;
  const parts = [
    reminded > 0 && `${countLabel(reminded, 'person is', 'people are')} reminded with the link they have`,
    expired > 0 &&
      `${countLabel(expired, 'person gets', 'people get')} a new link, because theirs has expired`,
  ];
  return {
    title: `Resend ${countLabel(members.length, 'invitation')}?`,
    description: `${parts.filter(Boolean).join('; ')}.`,
    confirmLabel: 'Resend',
  };
}

function reactivateWords(members: readonly MemberRow[]) {
  return {
    title: `Reactivate ${peopleLabel(members)}?`,
    description: 'Each takes a seat again and has the roles they had.',
    confirmLabel: 'Reactivate',
  };
}
