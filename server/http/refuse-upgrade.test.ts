import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { refuseUpgrade } from './refuse-upgrade';

const server = createServer().on('upgrade', refuseUpgrade);

afterEach(() => server.close());

test('a connection that asks for another protocol is answered and ended, even if the client never ends it', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  expect(await text(client)).toMatch(/^HTTP\/1\.1 400 /);
  await expect.poll(connectionsOf).toBe(0);
  client.destroy();
});

function connectionsOf(): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
