import { createServer } from 'node:http';
import pg from 'pg';
import { bareInvite } from './bare-invite';

// What a program without Usher's rules would do: one route on node:http that writes the same rows by pg. It knows
// neither tokens nor validation.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const roleId = 'role_1000000000000000002';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const { email = '' } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { email?: string };
    const organizationId = request.url?.split('/')[4] ?? '';
    if (email) {
      const client = await pool.connect();
      await bareInvite(client, { organizationId, inviterId: 'bench', email, roleId });
      client.release();
    }
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ user: { email, memberships: [{ organization_id: organizationId }] } }));
  });
});
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
