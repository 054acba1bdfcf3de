import { readActivityView } from '@/components/activity/activity-view';
import { activityCsvHead, activityCsvLines } from '@/lib/audit/activity-csv';
import { exportActivity } from '@/lib/audit/export-activity';
import { authorize } from '@/lib/authz/authorize';
import { getOrganization } from '@/lib/organizations/get-organization';
import { answerPage } from '../../../../answer-page';
import { csvResponse, exportParameters } from '../../../../csv-response';

type ExportContext = { params: Promise<{ orgId: string }> };

/** What the log shows, as a file: the same address, all pages of it. */
export async function GET(request: Request, { params }: ExportContext): Promise<Response> {
  const organizationId = (await params).orgId;
  return answerPage(async (ctx) => {
    authorize(ctx, 'activity.list', organizationId);
    const { name } = await getOrganization(ctx, { organizationId });
    return csvResponse(ctx, {
      name: `${name} activity`,
      head: activityCsvHead(),
      pages: exportActivity(ctx, readActivityView(organizationId, exportParameters(request))),
      toLines: activityCsvLines,
    });
  });
}
