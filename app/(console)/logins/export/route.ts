import { readLoginView } from '@/components/logins/login-view';
import { authorize } from '@/lib/authz/authorize';
import { exportLoginAttempts } from '@/lib/login-log/export-login-attempts';
import { loginCsvHead, loginCsvLines } from '@/lib/login-log/login-csv';
import { answerPage } from '../../answer-page';
import { csvResponse, exportParameters } from '../../csv-response';

/** What the login log of the workspace shows, as a file: the same address, all pages of it. */
export async function GET(request: Request): Promise<Response> {
  return answerPage(async (ctx) => {
    authorize(ctx, 'login-attempt.list');
    return csvResponse(ctx, {
      name: 'workspace logins',
      head: loginCsvHead(),
      pages: exportLoginAttempts(ctx, readLoginView(null, exportParameters(request))),
      toLines: loginCsvLines,
    });
  });
}
