import type { ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { findUnaskedDestination } from '@/lib/sso/unasked-login';
import { redirectTo } from './answers';
import { checkSamlResponse, type SamlLogin, takeOnce } from './check-saml-response';
import { refuseUnknown } from './finish';

interface Posted {
  readonly answer: string;
  readonly relayState: string;
}

/**
 * A response that nobody asked for (SAML Profiles section 4.1.5). Nobody is logged in by it: where the connection allows
 * it, the person is sent to begin a login of their own, which their identity provider answers without a page.
 */
export async function answerUnasked(
  ctx: Ctx,
  response: ServerResponse,
  connection: SamlLogin,
  { answer, relayState }: Posted,
): Promise<void> {
  const refuse = (step: string, reason: string, steps: readonly string[] = []) =>
    refuseUnknown(ctx, response, connection, { step, reason, steps });
  if (!connection.usable) return refuse('connection', 'The connection is switched off or incomplete.');
  if (!connection.settings.allowIdpInitiated)
    return refuse(
      'unsolicited',
      'Nobody asked for this answer, and logins that begin at the identity provider are off.',
    );
  const gate = checkSamlResponse(ctx, connection, answer);
  if (!gate.ok) return refuse(gate.step, gate.reason, gate.steps);
  if (gate.passed.inResponseTo !== null)
    return refuse('in-response-to', 'It answers a request that is not under way.', gate.steps);
  if (!(await takeOnce(ctx, connection, gate.passed)))
    return refuse('replay', 'This assertion was used before.', gate.steps);
  const { email } = gate.passed.identity;
  redirectTo(response, await findUnaskedDestination(ctx, { connection, email, relayState }));
}
