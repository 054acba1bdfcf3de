import type { Ctx } from '@/lib/authz/context';
import { csvMark } from '@/lib/lists/csv';
import { describeError, log } from '@/lib/log';

export interface CsvFile<Row> {
  /** What the file is called, before the day and the ending. */
  readonly name: string;
  /** The first line. */
  readonly head: string;
  readonly pages: AsyncGenerator<readonly Row[]>;
  readonly toLines: (rows: readonly Row[]) => string;
}

/** A download that is written while it is read. */
export function csvResponse<Row>(ctx: Ctx, file: CsvFile<Row>): Response {
  const fileName = `${plainName(file.name)}-${ctx.now.toISOString().slice(0, 10)}.csv`;
  return new Response(toStream(ctx, file), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
}

/** What of a request's address the list behind it would show, from its first page on. */
export function exportParameters(request: Request): Record<string, string[]> {
  const { searchParams } = new URL(request.url);
  const shown = [...searchParams.keys()].filter((name) => name !== 'cursor');
  return Object.fromEntries(shown.map((name) => [name, searchParams.getAll(name)]));
}

/** Letters, digits and dashes: a file name that every system takes. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain || 'export';
}

/** A failure half-way breaks the download off, so that nobody takes half a list for the whole. */
function toStream<Row>(ctx: Ctx, { head, pages, toLines }: CsvFile<Row>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(csvMark + head));
    },
    async pull(controller) {
      try {
        const { done, value } = await pages.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(toLines(value)));
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
