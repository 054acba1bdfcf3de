import type { DescEnum, DescField, DescMessage, JsonObject, JsonValue } from '@bufbuild/protobuf';
import { fromJson, ScalarType } from '@bufbuild/protobuf';
import { TimestampSchema } from '@bufbuild/protobuf/wkt';
import { refuseField } from '@/lib/errors';

/** How `strconv.ParseBool` reads it, which clients of such gateways rely on. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
]);

/**
 * Parameters of a path or a query as the JSON of their message: names in either spelling, dots lead into messages,
 * repeated ones fill lists. Unknown names are ignored; a second value where one fits is refused.
 */
export function readParameters(
  message: DescMessage,
  pairs: Iterable<readonly [name: string, text: string]>,
): JsonObject {
  const fields: JsonObject = {};
  for (const [name, text] of pairs) assign(fields, message, name, text);
  return fields;
}

function assign(target: JsonObject, message: DescMessage, path: string, text: string): void {
  const [name = '', ...rest] = path.split('.');
  const field = findField(message, name);
  if (!field) return;
  const known = target[field.name];
  if (rest.length > 0) {
    if (field.fieldKind !== 'message') return;
    const inner: JsonObject = isObject(known) ? known : {};
    target[field.name] = inner;
    assign(inner, field.message, rest.join('.'), text);
  } else if (field.fieldKind === 'list') {
    target[field.name] = [...(Array.isArray(known) ? known : []), toJsonValue(field, text)];
  } else {
    if (known !== undefined) refuseField(name, `Give ${name} once.`);
    target[field.name] = toJsonValue(field, text);
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field of that name, as the descriptor or as JSON spells it. */
export function findField(message: DescMessage, name: string): DescField | undefined {
  return message.fields.find((field) => field.name === name || field.jsonName === name);
}

/** Numbers stay text, which the JSON of a message takes for numbers too. */
function toJsonValue(field: DescField, text: string): JsonValue {
  if (field.enum) return enumValueOf(field.enum, field.name, text);
  if (field.message?.typeName === TimestampSchema.typeName) requireMoment(field.name, text);
  const isBoolean =
    field.scalar === ScalarType.BOOL || field.message?.typeName === 'google.protobuf.BoolValue';
  return isBoolean ? (booleans.get(text) ?? text) : text;
}

/** What refuses it later does not say which field it was. */
function requireMoment(field: string, text: string): void {
  try {
    fromJson(TimestampSchema, text);
  } catch {
    refuseField(field, `Give ${field} as a moment like 2026-01-02T03:04:05Z.`);
  }
}

/** An unknown name would be ignored like an unknown field, and a filter with it. */
function enumValueOf(type: DescEnum, field: string, text: string): JsonValue {
  const found = type.values.find(({ name, number }) => name === text || String(number) === text);
  const names = type.values.map(({ name }) => name).join(', ');
  return found?.name ?? refuseField(field, `Give ${field} as one of ${names}.`);
}
