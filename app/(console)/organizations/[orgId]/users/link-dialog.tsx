'use client';

import { CopyField } from '@/components/ui/copy-field';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import type { DialogFrame } from './dialog-frame';
import type { MemberQuestion } from './use-member-actions';

export type LinkDialogProps = DialogFrame & { question: Extract<MemberQuestion, { kind: 'link' }> };

/** A link for handing over by other means, and what it can and cannot do. */
export function LinkDialog({ open, onClose, question }: LinkDialogProps) {
  const { email } = question.member;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Copy the invitation link"
      description={`For ${email}, to hand over in a chat, say. The mailed link stays good too.`}
      width="medium"
    >
      <CopyField label="Invitation link" value={question.url} />
      <p className="mt-3 text-ink-2 text-sm">
        A copied link does not prove who opens it: before they are in, a sign-in link is mailed to {email}.
      </p>
      <DialogActions>
        <DialogCancel>Done</DialogCancel>
      </DialogActions>
    </Dialog>
  );
}
