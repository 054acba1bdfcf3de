import { createServer } from 'node:http';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { createServiceProviderKey } from '@/lib/connections/service-provider-key';

// What a program without Usher's rules would do: node-saml alone on node:http, which signs a request, and checks the
// response to it. Who has logged in gets a cookie; nothing is written down.
const origin = `http://localhost:${process.env.PORT}`;
const { privateKey } = await createServiceProviderKey(new Date());
const saml = new SAML({
  issuer: `${origin}/metadata`,
  callbackUrl: `${origin}/callback`,
  entryPoint: process.env.BENCH_SSO_URL ?? '',
  idpCert: process.env.BENCH_CERTIFICATE ?? '',
  idpIssuer: process.env.BENCH_ENTITY_ID ?? '',
  audience: `${origin}/metadata`,
  privateKey,
  signatureAlgorithm: 'sha256',
  digestAlgorithm: 'sha256',
  wantAssertionsSigned: false,
  validateInResponseTo: ValidateInResponseTo.always,
  disableRequestedAuthnContext: true,
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    if (request.url === '/ready') return void response.end();
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const refused = (error: unknown) => void response.writeHead(400).end(String(error));
    if (request.method === 'GET') {
      const location = await saml.getAuthorizeUrlAsync('bench', undefined, {});
      return void response.writeHead(302, { Location: location }).end();
    }
    await saml.validatePostResponseAsync(Object.fromEntries(form)).then(({ profile }) => {
      response.writeHead(303, { Location: '/', 'Set-Cookie': `session=${profile?.nameID}` }).end();
    }, refused);
  });
});
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
