import { type DescField, type DescMessage, type JsonObject, ScalarType } from '@bufbuild/protobuf';
import { FeatureSet_FieldPresence } from '@bufbuild/protobuf/wkt';
import { fieldNotes } from './field-notes';
import { isRequired, ruleKeywords } from './openapi-rules';

/** Whether a message is only sent, only received, or both; the rules of requests do not bind answers. */
export type Direction = 'request' | 'answer' | 'both';

const number = { type: 'number' };
const integer = { type: 'integer', format: 'int32' };
/** The JSON of a message writes 64 bits as text, because JavaScript's numbers are too short for them. */
const long = { type: 'string', format: 'int64' };
const text = { type: 'string' };

const scalars: Record<ScalarType, JsonObject> = {
  [ScalarType.DOUBLE]: number,
  [ScalarType.FLOAT]: number,
  [ScalarType.INT64]: long,
  [ScalarType.UINT64]: long,
  [ScalarType.FIXED64]: long,
  [ScalarType.SFIXED64]: long,
  [ScalarType.SINT64]: long,
  [ScalarType.INT32]: integer,
  [ScalarType.SFIXED32]: integer,
  [ScalarType.SINT32]: integer,
  [ScalarType.UINT32]: { type: 'integer', minimum: 0 },
  [ScalarType.FIXED32]: { type: 'integer', minimum: 0 },
  [ScalarType.BOOL]: { type: 'boolean' },
  [ScalarType.STRING]: text,
  [ScalarType.BYTES]: { type: 'string', contentEncoding: 'base64' },
};

/** Messages that JSON has its own way to write. */
const wellKnown: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['google.protobuf.Timestamp', { type: 'string', format: 'date-time' }],
  ['google.protobuf.Duration', { type: 'string', pattern: '^-?[0-9]+([.][0-9]+)?s$' }],
  ['google.protobuf.FieldMask', text],
  ['google.protobuf.Empty', { type: 'object' }],
  ['google.protobuf.Any', { type: 'object' }],
  ['google.protobuf.Struct', { type: 'object' }],
  ['google.protobuf.ListValue', { type: 'array' }],
  ['google.protobuf.Value', {}],
  ['google.protobuf.BoolValue', { type: 'boolean' }],
  ['google.protobuf.StringValue', text],
  ['google.protobuf.Int32Value', integer],
  ['google.protobuf.UInt32Value', { type: 'integer', minimum: 0 }],
  ['google.protobuf.Int64Value', long],
  ['google.protobuf.UInt64Value', long],
  ['google.protobuf.DoubleValue', number],
  ['google.protobuf.FloatValue', number],
]);

/** The messages themselves and all that they consist of, without those that JSON has its own way to write. */
export function reachableMessages(roots: readonly DescMessage[]): Set<DescMessage> {
  const found = new Set<DescMessage>();
  const visit = (message: DescMessage) => {
    if (found.has(message) || isWellKnown(message)) return;
    found.add(message);
    for (const { message: inner } of message.fields) if (inner) visit(inner);
  };
  roots.forEach(visit);
  return found;
}

/** `users.User` for `scalekit.v1.users.User`. */
export function schemaName({ typeName }: DescMessage): string {
  return typeName.replace(/^scalekit\.v1\./, '');
}

/** The schema of a message, by reference unless JSON has its own way to write it. */
export function schemaOf(message: DescMessage): JsonObject {
  return wellKnown.get(message.typeName) ?? { $ref: `#/components/schemas/${schemaName(message)}` };
}

/** A JSON Schema (2020-12) of some fields of a message, by their names in answers. */
export function objectSchema(fields: readonly DescField[], direction: Direction): JsonObject {
  const isAlways: Record<Direction, (field: DescField) => boolean> = {
    request: isRequired,
    answer: ({ presence }) => presence === FeatureSet_FieldPresence.IMPLICIT,
    both: () => false,
  };
  const required = fields.filter(isAlways[direction]).map(({ name }) => name);
  const properties = fields.map((field) => [field.name, fieldSchema(field, direction)] as const);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
}

/** The JSON Schema of one field; with the rules for requests where it is only sent. */
export function fieldSchema(field: DescField, direction: Direction): JsonObject {
  const schema = shapeOf(field);
  const rules = direction === 'request' ? ruleKeywords(field) : {};
  const deprecated = field.proto.options?.deprecated ? { deprecated: true } : {};
  return { ...mergeSchemas(schema, rules), ...noteOf(field), ...deprecated };
}

/** In words and by example. A reference to another schema keeps what is said beside it (JSON Schema 2020-12). */
function noteOf({ name, parent }: DescField): JsonObject {
  const { text: description, example } = fieldNotes[`${parent.name}.${name}`] ?? fieldNotes[name] ?? {};
  return {
    ...(description !== undefined && { description }),
    ...(example !== undefined && { examples: [example] }),
  };
}

function shapeOf(field: DescField): JsonObject {
  if (field.fieldKind === 'list') return { type: 'array', items: elementSchema(field) };
  if (field.fieldKind === 'map') return { type: 'object', additionalProperties: elementSchema(field) };
  return elementSchema(field);
}

function elementSchema(field: DescField): JsonObject {
  if (field.message) return schemaOf(field.message);
  if (field.enum) return { type: 'string', enum: field.enum.values.map(({ name }) => name) };
  return scalars[field.scalar ?? ScalarType.STRING];
}

/** What is said of the elements of a list or a map is added to what they are. */
function mergeSchemas(schema: JsonObject, rules: JsonObject): JsonObject {
  const inner = (['items', 'additionalProperties'] as const)
    .filter((name) => name in rules)
    .map((name) => [name, { ...(schema[name] as JsonObject), ...(rules[name] as JsonObject) }] as const);
  return { ...schema, ...rules, ...Object.fromEntries(inner) };
}

function isWellKnown({ typeName }: DescMessage): boolean {
  return wellKnown.has(typeName);
}
