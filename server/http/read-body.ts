import type { IncomingMessage } from 'node:http';

/** The body as text, or null as soon as it is larger than `maximumBytes`. */
export async function readBody(request: IncomingMessage, maximumBytes: number): Promise<string | null> {
  return (await readBytes(request, maximumBytes))?.toString('utf8') ?? null;
}

/** The body as it was sent, or null as soon as it is larger than `maximumBytes`. */
export async function readBytes(request: IncomingMessage, maximumBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > maximumBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
