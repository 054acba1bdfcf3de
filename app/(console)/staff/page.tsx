import type { Metadata } from 'next';
import { RowNavigation } from '@/components/lists/row-navigation';
import { can } from '@/lib/authz/authorize';
import { listStaff } from '@/lib/staff/list-staff';
import { getCtx } from '@/server/context';
import { answerPage } from '../answer-page';
import { StaffScreen } from './staff-screen';

export const metadata: Metadata = { title: 'Staff' };

/** Who of the vendor's own people may look after the organizations. */
export default async function StaffPage() {
  const { actor, now } = await getCtx();
  const rows = await answerPage((ctx) => listStaff(ctx));
  const viewer =
    actor.kind === 'user'
      ? { userId: actor.userId, staffRole: actor.staffRole }
      : { userId: '', staffRole: null };
  return (
    <>
      <StaffScreen
        rows={rows}
        viewer={viewer}
        mayManage={can(actor, 'staff.manage')}
        now={now.toISOString()}
      />
      <RowNavigation />
    </>
  );
}
