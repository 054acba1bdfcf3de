import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { connectionAddresses } from '@/lib/connections/connection-address';
import type { AssertedIdentity, Gate } from '@/lib/sso/asserted-identity';
import { requestSecrets } from '@/lib/sso/request-secrets';
import { limitSsoAnswers, parkSsoAnswer, type TakenSsoRequest } from '@/lib/sso/sso-request';
import { after, refuse } from '@/lib/sso/steps';
import { readVisitorCtx } from '../context';
import { endPlain } from '../http/handle-request';
import { readBody } from '../http/read-body';
import { redirectTo } from './answers';
import { checkSamlResponse, type SamlLogin, takeOnce } from './check-saml-response';
import { findConnectionOf, finishLogin, refuseUnknown } from './finish';
import { answerUnasked } from './idp-initiated';
import { maximumResponseCharacters, responseTooLarge } from './saml/response-text';
import { serviceProviderMetadata } from './saml/service-provider-metadata';

/** The form's encoding makes the base64 of a response grow: three bytes for a plus sign, six for the end of a line. */
const maximumBodyBytes = 1.25 * maximumResponseCharacters;

/** `GET /sso/v1/saml/{id}/metadata`: Usher as a service provider of this connection (SAML Metadata section 2.4). */
export async function handleSamlMetadata(
  response: ServerResponse,
  ctx: Ctx,
  connectionId: string,
): Promise<void> {
  const connection = await findConnectionOf(ctx, connectionId, 'SAML');
  if (connection?.type !== 'SAML') return endPlain(response, 404, 'There is no such connection.');
  const { entityId, acsUrl } = connectionAddresses(connection.id);
  const metadata = serviceProviderMetadata({ entityId, acsUrl, certificate: connection.ownCertificate });
  response.writeHead(200, {
    'Content-Type': 'application/samlmetadata+xml; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(metadata);
}

/**
 * The assertion consumer service. The identity provider's form arrives from another site, so without this browser's
 * cookies: the answer is parked, and taken when the browser comes for it by a GET of this site.
 */
export async function handleSamlCallback(
  request: IncomingMessage,
  response: ServerResponse,
  connectionId: string,
): Promise<void> {
  const ctx = readVisitorCtx(request);
  if (request.method === 'POST') return park(ctx, request, response, connectionId);
  const connection = await findConnectionOf(ctx, connectionId, 'SAML');
  if (connection?.type !== 'SAML') return endPlain(response, 404, 'There is no such connection.');
  const { searchParams } = new URL(request.url ?? '/', 'http://usher.invalid');
  const relayState = searchParams.get('relay_state') ?? '';
  await finishLogin(ctx, request, response, { connection, relayState }, (taken) =>
    checkAnswer(ctx, connection, taken),
  );
}

/** What somebody waits for is parked, and nothing else is asked: what the answer is worth is seen when it is taken. */
async function park(
  ctx: Ctx,
  request: IncomingMessage,
  response: ServerResponse,
  connectionId: string,
): Promise<void> {
  const body = await readBody(request, maximumBodyBytes);
  const form = new URLSearchParams(body ?? '');
  const [posted, relayState] = [form.get('SAMLResponse') ?? '', form.get('RelayState') ?? ''];
  // What is no base64 says nothing, and a zero byte could not be kept.
  const answer = /^[A-Za-z0-9+/=\s]*$/.test(posted) ? posted : '';
  const fits = body !== null && posted.length <= maximumResponseCharacters;
  if (!fits) await limitSsoAnswers(ctx);
  else if (await parkSsoAnswer(ctx, { connectionId, relayState, answer })) {
    const { acsUrl } = connectionAddresses(connectionId);
    return redirectTo(response, `${new URL(acsUrl).pathname}?relay_state=${encodeURIComponent(relayState)}`);
  }
  const connection = await findConnectionOf(ctx, connectionId, 'SAML');
  if (connection?.type !== 'SAML') return endPlain(response, 404, 'There is no such connection.');
  return fits
    ? answerUnasked(ctx, response, connection, { answer, relayState })
    : refuseUnknown(ctx, response, connection, responseTooLarge);
}

/** The gate, then what only the database knows: whose request it answers, and that no assertion is used twice. */
async function checkAnswer(
  ctx: Ctx,
  connection: SamlLogin,
  taken: TakenSsoRequest,
): Promise<Gate<AssertedIdentity>> {
  const gate = checkSamlResponse(ctx, connection, taken.answer ?? '');
  if (!gate.ok) return gate;
  const { steps = [] } = gate;
  const { inResponseTo, identity } = gate.passed;
  if (inResponseTo !== requestSecrets(taken.id).samlRequestId)
    return after(steps, refuse('in-response-to', 'It answers another request than the one of this browser.'));
  return (await takeOnce(ctx, connection, gate.passed))
    ? { ok: true, passed: identity, steps: [...steps, 'replay'] }
    : after(steps, refuse('replay', 'This assertion was used before.'));
}
