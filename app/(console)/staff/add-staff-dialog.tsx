'use client';

import { DialogForm } from '@/components/forms/dialog-form';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { staffRoleLabel, staffRoleOptions } from '@/components/staff/staff-roles';
import type { StaffViewer } from '@/components/staff/staff-viewer';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { addStaffSchema } from '@/lib/staff/staff.schema';
import { addStaffAction } from './actions';

export type AddStaffDialogProps = { viewer: StaffViewer; onClose: () => void };

/** Puts somebody on the staff, who hears of it by mail. */
export function AddStaffDialog({ viewer, onClose }: AddStaffDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="narrow"
      title="Add someone to the staff"
      description="They get a mail that says how to sign in. The role holds at once."
    >
      <AddStaffForm viewer={viewer} onDone={onClose} />
    </Dialog>
  );
}

function AddStaffForm({ viewer, onDone }: { viewer: StaffViewer; onDone: () => void }) {
  const toast = useToast();
  const form = useActionForm({
    schema: addStaffSchema,
    action: addStaffAction,
    defaultValues: { email: '', role: 'SUPPORT' },
    onSuccess: (_, { email, role }) => {
      toast({
        title: `${email} is on the staff`,
        description: `${staffRoleLabel(role)}. A mail is on its way.`,
      });
      onDone();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Add">
      {' '}
      <TextField
        name="email"
        type="email"
        label="Email"
        placeholder="ada@example.com"
        autoComplete="off"
        spellCheck={false}
      />
      <SelectField name="role" label="Role" options={staffRoleOptions(viewer.staffRole)} />
    </DialogForm>
  );
}
