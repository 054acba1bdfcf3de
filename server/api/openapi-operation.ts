import type { DescField, DescMessage, DescMethod, JsonObject } from '@bufbuild/protobuf';
import { callNotes } from './call-notes';
import { isRequired } from './openapi-rules';
import { fieldSchema, objectSchema, reachableMessages, schemaOf } from './openapi-schemas';
import { findField } from './query';
import { refusalStatuses } from './refusal-statuses';
import type { RestRoute } from './rest-routes';

const refusal = { $ref: '#/components/responses/Refusal' };

/** One call at one address, as OpenAPI describes it. */
export function describeOperation(route: RestRoute, operationId: string): JsonObject {
  const { implementation, method, rule } = route;
  const body = describeBody(route);
  const description = callNotes[`${method.parent.name}.${method.name}`];
  return {
    operationId,
    tags: [tagOf(method)],
    summary: summaryOf(route),
    ...(description !== undefined && { description }),
    ...(implementation.personal.has(method.localName) && { security: [{ login: [] }] }),
    parameters: [
      ...route.parameters.map((name) => parameter('path', name, fieldAt(method.input, name))),
      ...(rule.body === '*' ? [] : queryParameters(route)),
    ],
    ...(body && { requestBody: body }),
    responses: {
      200: { description: 'Done.', ...json(schemaOf(method.output)) },
      ...Object.fromEntries(refusalStatuses(route).map((status) => [status, refusal])),
      default: refusal,
    },
  };
}

/** What calls are grouped by: their service. */
export function tagOf({ parent }: DescMethod): string {
  return parent.name.replace(/Service$/, '');
}

/** A call that has an address by your own id, too, says which of the two it is. */
function summaryOf({ method, rule }: RestRoute): string {
  const isSecond = rule.template.includes(':external/') && !method.name.includes('External');
  return `${wordsOf(method.name)}${isSecond ? ' by external id' : ''}`;
}

/** `ListOrganizationUsers` as `List organization users`. */
function wordsOf(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').split(' ');
  return [words[0], ...words.slice(1).map((word) => word.toLowerCase())].join(' ');
}

function describeBody({ method, rule, parameters }: RestRoute): JsonObject | null {
  if (rule.body === null) return null;
  if (rule.body === '*') {
    const fields = method.input.fields.filter(({ name }) => !parameters.includes(name));
    return json(objectSchema(fields, 'request'));
  }
  const field = fieldAt(method.input, rule.body);
  return { required: isRequired(field), ...json(fieldSchema(field, 'request')) };
}

function json(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } };
}

function fieldAt(message: DescMessage, path: string): DescField {
  const [name = '', ...rest] = path.split('.');
  const field = findField(message, name);
  if (!field) throw new Error(`${message.typeName} has no ${path}.`);
  return rest.length > 0 && field.message ? fieldAt(field.message, rest.join('.')) : field;
}

/** Every field that neither the path nor the body has, and that says nothing against the path. */
function queryParameters({ method, rule, parameters }: RestRoute): JsonObject[] {
  const chosen = parameters.map((name) => fieldAt(method.input, name).oneof).filter(Boolean);
  const fields = method.input.fields.filter(
    ({ name, oneof }) => !parameters.includes(name) && name !== rule.body && !chosen.includes(oneof),
  );
  return fields.flatMap((field) => parametersOf(field, field.name, []));
}

/** Dots lead into messages; what contains itself is described once. */
function parametersOf(field: DescField, name: string, above: readonly DescMessage[]): JsonObject[] {
  if (field.fieldKind === 'map') return [];
  if (!field.message || reachableMessages([field.message]).size === 0)
    return [parameter('query', name, field)];
  const { message, fieldKind } = field;
  if (fieldKind === 'list' || above.includes(message)) return [];
  return message.fields.flatMap((inner) => parametersOf(inner, `${name}.${inner.name}`, [...above, message]));
}

function parameter(place: 'path' | 'query', name: string, field: DescField): JsonObject {
  const required = place === 'path' || isRequired(field);
  return { name, in: place, required, schema: fieldSchema(field, 'request') };
}
