import type { IncomingMessage } from 'node:http';
import { hasEncodedNull } from '../http/encoded-null';
import { readBody } from '../http/read-body';
import type { OAuthError } from './oauth-answer';

const maximumBodyBytes = 32_768;

/** The form of a request that programs send (RFC 6749 section 3.2), or why it is none. */
export async function readOAuthForm(request: IncomingMessage): Promise<URLSearchParams | OAuthError> {
  const body = await readBody(request, maximumBodyBytes);
  if (body === null) {
    return { status: 413, error: 'invalid_request', description: 'The request is too large.' };
  }
  if (hasEncodedNull(body)) {
    return { status: 400, error: 'invalid_request', description: 'The null character is not possible here.' };
  }
  const form = new URLSearchParams(body);
  const repeated = [...form.keys()].find((name) => form.getAll(name).length > 1);
  if (!repeated) return form;
  return { status: 400, error: 'invalid_request', description: `The parameter ${repeated} is given twice.` };
}

export interface GivenCredentials {
  readonly clientId: string | null;
  readonly clientSecret: string | null;
}

/** In the form, or by HTTP Basic with both parts form-encoded (RFC 6749 section 2.3.1). */
export function readCredentials(form: URLSearchParams, authorization: string | undefined): GivenCredentials {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (!basic) return { clientId: form.get('client_id'), clientSecret: form.get('client_secret') };
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  if (hasEncodedNull(`${id}${secret.join('')}`)) return { clientId: null, clientSecret: null };
  return { clientId: formDecode(id), clientSecret: formDecode(secret.join(':')) };
}

function formDecode(text: string): string {
  return new URLSearchParams(`v=${text}`).get('v') ?? '';
}
