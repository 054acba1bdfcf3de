import { create, type DescMessage, type JsonValue, type Message, mergeFromJson } from '@bufbuild/protobuf';
import { isFieldError } from '@bufbuild/protobuf/reflect';
import { refuse, refuseField } from '@/lib/errors';
import { findField, readParameters } from './query';
import type { RestRoute } from './rest-routes';

/** What a request over plain HTTP says, as text. */
export interface RestInput {
  /** The values of the path, still percent-encoded. */
  readonly values: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
}

/**
 * The request message of a call (`google.api.http`): the body is the message or one field of it, the query fills what
 * the body does not, and the path has the last word. Fields that the message does not have are ignored; refuses with
 * `invalid_input` what does not fit.
 */
export function readRestRequest({ method, rule, parameters }: RestRoute, input: RestInput): Message {
  const request = create(method.input);
  const path = parameters.map((name, index) => [name, decode(name, input.values[index] ?? '')] as const);
  if (rule.body !== null) merge(method.input, request, bodyFields(rule.body, parseBody(input.body)));
  if (rule.body !== '*') {
    const query = [...input.query].filter(([name]) => !isOfBody(method.input, rule.body, name));
    merge(method.input, request, readParameters(method.input, query));
  }
  merge(method.input, request, readParameters(method.input, path));
  return request;
}

function decode(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return refuseField(name, `Encode ${name} as UTF-8 in percent notation.`);
  }
}

/** An empty body says nothing. */
function parseBody(text: string): JsonValue | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return refuse('invalid_input', 'The body is not valid JSON.');
  }
}

function bodyFields(body: string, value: JsonValue | undefined): JsonValue {
  if (value === undefined) return {};
  return body === '*' ? value : { [body]: value };
}

function isOfBody(message: DescMessage, body: string | null, name: string): boolean {
  return body !== null && findField(message, name.split('.')[0] ?? '')?.name === body;
}

function merge(type: DescMessage, request: Message, fields: JsonValue): void {
  try {
    mergeFromJson(type, request, fields, { ignoreUnknownFields: true });
  } catch (error) {
    const cause = error instanceof Error ? error.cause : error;
    if (isFieldError(cause)) refuseField(cause.field().name, `${cause.field().name}: ${cause.message}.`);
    refuse('invalid_input', 'The request does not have the form of its message.', { cause: error });
  }
}
