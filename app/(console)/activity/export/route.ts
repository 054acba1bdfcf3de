import { readActivityView } from '@/components/activity/activity-view';
import { activityCsvHead, activityCsvLines } from '@/lib/audit/activity-csv';
import { exportActivity } from '@/lib/audit/export-activity';
import { authorize } from '@/lib/authz/authorize';
import { answerPage } from '../../answer-page';
import { csvResponse, exportParameters } from '../../csv-response';

/** What the log of the workspace shows, as a file: the same address, all pages of it. */
export async function GET(request: Request): Promise<Response> {
  return answerPage(async (ctx) => {
    authorize(ctx, 'activity.list');
    return csvResponse(ctx, {
      name: 'workspace activity',
      head: activityCsvHead(),
      pages: exportActivity(ctx, readActivityView(null, exportParameters(request))),
      toLines: activityCsvLines,
    });
  });
}
