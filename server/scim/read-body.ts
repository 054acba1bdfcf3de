import type { IncomingMessage } from 'node:http';
import { scimLimits } from '@/lib/scim/discovery';
import { refuseScim, ScimError } from '@/lib/scim/scim-error';
import { readBytes } from '../http/read-body';
import { RefusedRequest, refusal } from './scim-errors';

const maximumBytes = scimLimits.payloadBytes;

/** Deeper than any resource, and far from where JSON.stringify gives up. */
const maximumDepth = 32;

/** Its letters may be written as their numbers. */
const mayHoldPassword = /password|\\u/i;

const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface ScimBody {
  readonly value: unknown;
  /** As the log keeps it: without passwords. */
  readonly text: string;
}

/**
 * The JSON of a request. Refuses with 415 what is not sent as application/scim+json or, as Okta does, application/json,
 * and what is compressed (RFC 9110 section 15.5.16); with 413 what is too large; and with invalidSyntax what is no JSON
 * object, or too deep.
 */
export async function readScimBody(request: IncomingMessage): Promise<ScimBody> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/scim+json' && type !== 'application/json')
    throw new ScimError(415, null, 'Send the body as application/scim+json.');
  if (!/^\s*(?:identity\s*)?$/i.test(request.headers['content-encoding'] ?? ''))
    throw new RefusedRequest(
      refusal(415, 'Send the body as it is, without a Content-Encoding.', { 'Accept-Encoding': 'identity' }),
    );
  const bytes = await readBytes(request, maximumBytes);
  if (bytes === null) throw new ScimError(413, null, `A body has at most ${maximumBytes} bytes.`);
  const text = decode(bytes);
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuseScim('invalidSyntax', 'The body is not a JSON object.');
  if (!isWithin(maximumDepth, value))
    refuseScim('invalidSyntax', `The body is deeper than ${maximumDepth} levels.`);
  return { value, text: mayHoldPassword.test(text) ? toLoggedBody(value) : text };
}

/** RFC 8259 section 8.1. What is something else would be kept as something that nobody sent. */
function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return refuseScim('invalidSyntax', 'The body is not UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuseScim('invalidSyntax', 'The body is not JSON.');
  }
}

function isWithin(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((each) => isWithin(depth - 1, each));
}

/** JSON as the log keeps it. */
export function toLoggedBody(value: unknown): string {
  return JSON.stringify(masked(value));
}

/** Also where a PATCH names it in its path; names are read in any case. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  const isOfPassword = Object.entries(value).some(
    ([name, path]) => name.toLowerCase() === 'path' && typeof path === 'string' && /password/i.test(path),
  );
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const isSecret = /password/i.test(name) || (isOfPassword && name.toLowerCase() === 'value');
      return [name, isSecret ? '(left out)' : masked(each)];
    }),
  );
}
