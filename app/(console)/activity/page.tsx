import type { Metadata } from 'next';
import { workspaceActionOptions } from '@/components/activity/activity-labels';
import { ActivityScreen } from '@/components/activity/activity-screen';
import { readActivityView } from '@/components/activity/activity-view';
import type { AddressParameters } from '@/components/lists/list-address';
import { PageHeader } from '@/components/ui/page-header';
import { listActivity } from '@/lib/audit/list-activity';
import { pageSize } from '@/lib/lists/keyset';
import { getCtx } from '@/server/context';
import { answerPage } from '../answer-page';

export const metadata: Metadata = { title: 'Activity' };

type ActivityPageProps = { searchParams: Promise<AddressParameters> };

/** What happened in the whole workspace, for staff. */
export default async function WorkspaceActivityPage({ searchParams }: ActivityPageProps) {
  const parameters = await searchParams;
  const { now } = await getCtx();
  const page = await answerPage((ctx) => listActivity(ctx, readActivityView(null, parameters)));
  return (
    <>
      <PageHeader title="Activity" description="Everything that anybody changed, in every organization." />
      <ActivityScreen
        address={{ path: '/activity', parameters }}
        page={page}
        size={pageSize}
        actions={workspaceActionOptions}
        now={now}
        showOrganization
      />
    </>
  );
}
