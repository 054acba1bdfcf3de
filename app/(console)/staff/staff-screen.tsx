'use client';

import { useState } from 'react';
import { staffRoleHint, staffRoleLabel } from '@/components/staff/staff-roles';
import { isOnlyOwner, type StaffViewer } from '@/components/staff/staff-viewer';
import { DescriptionList } from '@/components/ui/description-list';
import { PageHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { StaffRow } from '@/lib/staff/list-staff';
import { staffRoles } from '@/lib/staff/staff.schema';
import { AddStaffDialog } from './add-staff-dialog';
import { ChangeRoleDialog } from './change-role-dialog';
import { RemoveStaffDialog } from './remove-staff-dialog';
import { StaffTable } from './staff-table';

export type StaffScreenProps = {
  rows: readonly StaffRow[];
  viewer: StaffViewer;
  mayManage: boolean;
  /** The server's clock, as ISO text. */
  now: string;
};

type Open = { kind: 'add' } | { kind: 'change-role' | 'remove'; person: StaffRow };

/** The staff, with all that the viewer may do about it. */
export function StaffScreen({ rows, viewer, mayManage, now }: StaffScreenProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const mayTouch = ({ role }: StaffRow) => mayManage && (role !== 'OWNER' || viewer.staffRole === 'OWNER');
  return (
    <>
      <PageHeader
        title="Staff"
        description={`Your own people, who look after every organization.${mayManage ? '' : ' Admins and owners decide who they are.'}`}
        actions={
          mayManage && (
            <ShortcutButton
              keys="c"
              label="Add someone to the staff"
              onPress={() => setOpen({ kind: 'add' })}
            >
              Add to the staff
            </ShortcutButton>
          )
        }
      />
      <div className="mt-4">
        <StaffTable
          rows={rows}
          viewerId={viewer.userId}
          now={now}
          mayTouch={mayTouch}
          onChangeRole={(person) => setOpen({ kind: 'change-role', person })}
          onRemove={(person) => setOpen({ kind: 'remove', person })}
        />
      </div>
      <RoleSentences />
      {open?.kind === 'add' && <AddStaffDialog viewer={viewer} onClose={close} />}
      {open?.kind === 'change-role' && (
        <ChangeRoleDialog
          person={open.person}
          viewer={viewer}
          isOnlyOwner={isOnlyOwner(open.person, rows)}
          onClose={close}
        />
      )}
      {open?.kind === 'remove' && (
        <RemoveStaffDialog
          person={open.person}
          viewer={viewer}
          isOnlyOwner={isOnlyOwner(open.person, rows)}
          onClose={close}
        />
      )}
    </>
  );
}

function RoleSentences() {
  return (
    <section aria-labelledby="staff-roles" className="max-w-[740px] px-7 pt-9 pb-10 max-tablet:px-4">
      <h2 id="staff-roles" className="mb-3 font-heading text-md">
        What they may do
      </h2>
      <DescriptionList
        items={staffRoles.map((role) => ({ term: staffRoleLabel(role), value: staffRoleHint(role) }))}
      />
    </section>
  );
}
