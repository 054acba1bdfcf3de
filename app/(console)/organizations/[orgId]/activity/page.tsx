import type { Metadata } from 'next';
import { organizationActionOptions } from '@/components/activity/activity-labels';
import { ActivityScreen } from '@/components/activity/activity-screen';
import { readActivityView } from '@/components/activity/activity-view';
import type { AddressParameters } from '@/components/lists/list-address';
import { LiveRefresh } from '@/components/live/live-refresh';
import { listActivity } from '@/lib/audit/list-activity';
import { pageSize } from '@/lib/lists/keyset';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';

type ActivityPageProps = { params: Promise<{ orgId: string }>; searchParams: Promise<AddressParameters> };

export async function generateMetadata({ params }: ActivityPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Activity: ${name}` };
}

/** Organizations > an organization > Activity: its audit log; with `?target=` the history of one person. */
export default async function OrganizationActivityPage({ params, searchParams }: ActivityPageProps) {
  const { id } = await readOrganization((await params).orgId);
  const parameters = await searchParams;
  const { now } = await getCtx();
  const page = await answerPage((ctx) => listActivity(ctx, readActivityView(id, parameters)));
  return (
    <ActivityScreen
      address={{ path: `/organizations/${id}/activity`, parameters }}
      page={page}
      size={pageSize}
      actions={organizationActionOptions}
      now={now}
    >
      <LiveRefresh organizationId={id} />
    </ActivityScreen>
  );
}
