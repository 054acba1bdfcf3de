import { createServer } from 'node:http';
import { database } from '@/lib/db';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { endPlain, requestHandler } from '@/server/http/handle-request';
import { machineRoutes } from '@/server/machine-routes';

// What programs call of Usher, as the real server answers it, without the pages.
log.level = env().logLevel;
const handle = requestHandler(env(), {
  native: machineRoutes,
  pages: async (_, response) => endPlain(response, 404, 'There are no pages here.'),
});
const server = createServer((request, response) => void handle(request, response));
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void database().$disconnect();
});
