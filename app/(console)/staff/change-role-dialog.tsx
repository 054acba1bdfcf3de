'use client';

import { ErrorSummary } from '@/components/forms/error-summary';
import { Form } from '@/components/forms/form';
import { SelectField } from '@/components/forms/select-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { useActionForm } from '@/components/forms/use-action-form';
import { staffRoleLabel, staffRoleOptions } from '@/components/staff/staff-roles';
import { type StaffViewer, staffLabel } from '@/components/staff/staff-viewer';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import type { StaffRow } from '@/lib/staff/list-staff';
import { changeStaffRoleSchema } from '@/lib/staff/staff.schema';
import { changeStaffRoleAction } from './actions';

export type ChangeRoleDialogProps = {
  person: StaffRow;
  viewer: StaffViewer;
  isOnlyOwner: boolean;
  onClose: () => void;
};

/** Gives someone on the staff another role; of the only owner it says why that cannot be. */
export function ChangeRoleDialog({ person, viewer, isOnlyOwner, onClose }: ChangeRoleDialogProps) {
  const isViewer = person.userId === viewer.userId;
  const who = isViewer ? 'You are' : `${staffLabel(person)} is`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="narrow"
      title={isViewer ? 'Change your own role' : `Change the role of ${staffLabel(person)}`}
      description={
        isOnlyOwner
          ? `${who} the only owner. Make someone else an owner first.`
          : 'It holds from their next click.'
      }
    >
      {isOnlyOwner ? (
        <DialogActions>
          <DialogCancel>Close</DialogCancel>
        </DialogActions>
      ) : (
        <ChangeRoleForm person={person} viewer={viewer} onDone={onClose} />
      )}
    </Dialog>
  );
}

type ChangeRoleFormProps = { person: StaffRow; viewer: StaffViewer; onDone: () => void };

function ChangeRoleForm({ person, viewer, onDone }: ChangeRoleFormProps) {
  const toast = useToast();
  const isViewer = person.userId === viewer.userId;
  const form = useActionForm({
    schema: changeStaffRoleSchema,
    action: changeStaffRoleAction,
    defaultValues: { userId: person.userId, role: person.role },
    onSuccess: (_, { role }) => {
      const who = isViewer ? 'You are' : `${staffLabel(person)} is`;
      toast({ title: `${who} ${withArticle(staffRoleLabel(role))} now` });
      onDone();
    },
  });
  return (
    <Form form={form}>
      <ErrorSummary />
      <SelectField name="role" label="Role" options={staffRoleOptions(viewer.staffRole)} />
      {isViewer && (
        <p className="text-ink-2 text-sm">What you give away here, only someone who has it can give back.</p>
      )}
      <DialogActions>
        <DialogCancel />
        <SubmitButton showShortcut onlyWhenChanged>
          Save
        </SubmitButton>
      </DialogActions>
    </Form>
  );
}

function withArticle(label: string): string {
  return { Owner: 'an owner', Admin: 'an admin' }[label] ?? label.toLowerCase();
}
