import { readMemberView } from '@/components/memberships/member-view';
import type { Ctx } from '@/lib/authz/context';
import { csvMark } from '@/lib/lists/csv';
import { describeError, log } from '@/lib/log';
import { exportMembers } from '@/lib/memberships/export-members';
import { memberCsvHead, memberCsvLines } from '@/lib/memberships/member-csv';
import type { MemberRow } from '@/lib/memberships/member-row';
import { getOrganization } from '@/lib/organizations/get-organization';
import { answerPage } from '../../../../answer-page';

type ExportContext = { params: Promise<{ orgId: string }> };

/** What the list shows, as a file: the same address, all pages of it, written while it is read. */
export async function GET(request: Request, { params }: ExportContext): Promise<Response> {
  const organizationId = (await params).orgId;
  return answerPage(async (ctx) => {
    const { name } = await getOrganization(ctx, { organizationId });
    const pages = exportMembers(ctx, readMemberView(organizationId, parametersOf(request)));
    return new Response(toStream(ctx, pages), { headers: headersFor(name, ctx.now) });
  });
}

function parametersOf(request: Request): Record<string, string[]> {
  const { searchParams } = new URL(request.url);
  const shown = [...searchParams.keys()].filter((name) => name !== 'cursor');
  return Object.fromEntries(shown.map((name) => [name, searchParams.getAll(name)]));
}

/** A file name that every system takes: letters, digits and dashes. */
function headersFor(organizationName: string, now: Date): Record<string, string> {
  const plain = organizationName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${plain || 'organization'}-users-${now.toISOString().slice(0, 10)}.csv"`,
    'Cache-Control': 'no-store',
  };
}

/** A failure half-way breaks the download off, so that nobody takes half a list for the whole. */
function toStream(ctx: Ctx, pages: AsyncGenerator<readonly MemberRow[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(csvMark + memberCsvHead()));
    },
    async pull(controller) {
      try {
        const { done, value } = await pages.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(memberCsvLines(value)));
      } catch (error) {
        log.error({ requestId: ctx.requestId, ...describeError(error) }, 'an export broke off');
        controller.error(error);
      }
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}
