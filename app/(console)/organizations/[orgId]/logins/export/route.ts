import { readLoginView } from '@/components/logins/login-view';
import { authorize } from '@/lib/authz/authorize';
import { exportLoginAttempts } from '@/lib/login-log/export-login-attempts';
import { loginCsvHead, loginCsvLines } from '@/lib/login-log/login-csv';
import { getOrganization } from '@/lib/organizations/get-organization';
import { answerPage } from '../../../../answer-page';
import { csvResponse, exportParameters } from '../../../../csv-response';

type ExportContext = { params: Promise<{ orgId: string }> };

/** What the login log shows, as a file: the same address, all pages of it. */
export async function GET(request: Request, { params }: ExportContext): Promise<Response> {
  const organizationId = (await params).orgId;
  return answerPage(async (ctx) => {
    authorize(ctx, 'login-attempt.list', organizationId);
    const { name } = await getOrganization(ctx, { organizationId });
    return csvResponse(ctx, {
      name: `${name} logins`,
      head: loginCsvHead(),
      pages: exportLoginAttempts(ctx, readLoginView(organizationId, exportParameters(request))),
      toLines: loginCsvLines,
    });
  });
}
