import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import {
  type BareDirectory,
  bareCreate,
  bareFind,
  bareGet,
  bareList,
  bareMove,
  bareSwitch,
} from './bare-directory';
import { bareStatements, type Run } from './bare-statements';

// What a program without Usher's rules would do: the requests that the bench sends, on node:http and pg, each statement
// prepared. It looks the secret up by its hash and counts the request as Usher does. What was sent it takes as it is: no
// schema, no PATCH but the two that are measured, no filter but the one. A change is one transaction of plain statements, one
// for each thing that is written, where Usher sends one for all.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const pattern = /^\/api\/v1\/directories\/dir-(\d+)\/scim\/v2\/(Users|Groups)(?:\/(\w+))?(?:\?(.*))?$/;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const client = await pool.connect();
  try {
    const { status, body } = await answer(request, Buffer.concat(chunks).toString(), toRun(client));
    response.writeHead(status, { 'Content-Type': 'application/scim+json; charset=utf-8' });
    response.end(body === null ? undefined : JSON.stringify(body));
  } finally {
    client.release();
  }
});
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});

function toRun(client: pg.ClientBase): Run {
  return async (name, values) =>
    (await client.query({ name, text: bareStatements[name] ?? name, values: [...(values ?? [])] })).rows;
}

async function answer({ url = '', method, headers }: IncomingMessage, text: string, run: Run) {
  const [, digits, kind, id = '', query = ''] = pattern.exec(url) ?? [];
  if (!digits) return { status: 200, body: {} };
  const directory = await authenticate(run, `dir_${digits}`, headers.authorization ?? '');
  if (!directory) return { status: 401, body: {} };
  if (method === 'POST') return { status: 201, body: await bareCreate(run, directory, text) };
  if (method === 'PATCH' && kind === 'Users')
    return { status: 200, body: await bareSwitch(run, directory, id, text) };
  if (method === 'PATCH') {
    await bareMove(run, directory, id, text);
    return { status: 204, body: null };
  }
  if (id) return { status: 200, body: await bareGet(run, directory, id) };
  const parameters = new URLSearchParams(query);
  const filter = /^userName eq "(.*)"$/.exec(parameters.get('filter') ?? '');
  const list = filter?.[1]
    ? bareFind(run, directory, filter[1])
    : bareList(run, directory, Number(parameters.get('startIndex')), Number(parameters.get('count')));
  return { status: 200, body: await list };
}

async function authenticate(run: Run, directoryId: string, authorization: string) {
  const hash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest('hex');
  const [directory] = await run('secret', [hash, directoryId]);
  if (!directory) return null;
  await run('limit', [`bare/${directoryId}`]);
  return directory as unknown as BareDirectory;
}
