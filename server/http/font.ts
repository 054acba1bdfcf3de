import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';

/** Where the font of all pages is for those that are answered without Next: in Latin letters, of every weight. */
export const fontPath = '/fonts/inter-5.woff2';

const fontFile = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
let font: Promise<Buffer> | null = null;

/** `GET /fonts/inter-5.woff2`. Its name changes with it, so that it is fetched once. */
export async function handleFont({ method }: IncomingMessage, response: ServerResponse): Promise<void> {
  font ??= readFile(createRequire(import.meta.url).resolve(fontFile));
  const bytes = await font;
  response.writeHead(200, {
    'Content-Type': 'font/woff2',
    'Cache-Control': 'public, max-age=31536000, immutable',
  });
  response.end(method === 'HEAD' ? undefined : bytes);
}
