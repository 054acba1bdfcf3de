import { readMemberView } from '@/components/memberships/member-view';
import { exportMembers } from '@/lib/memberships/export-members';
import { memberCsvHead, memberCsvLines } from '@/lib/memberships/member-csv';
import { getOrganization } from '@/lib/organizations/get-organization';
import { answerPage } from '../../../../answer-page';
import { csvResponse, exportParameters } from '../../../../csv-response';

type ExportContext = { params: Promise<{ orgId: string }> };

/** What the list shows, as a file: the same address, all pages of it, written while it is read. */
export async function GET(request: Request, { params }: ExportContext): Promise<Response> {
  const organizationId = (await params).orgId;
  return answerPage(async (ctx) => {
    const { name } = await getOrganization(ctx, { organizationId });
    return csvResponse(ctx, {
      name: `${name} users`,
      head: memberCsvHead(),
      pages: exportMembers(ctx, readMemberView(organizationId, exportParameters(request))),
      toLines: memberCsvLines,
    });
  });
}
