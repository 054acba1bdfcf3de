import { escapeHtml } from '../http/escape-html';
import { type ApiDocument, nameOfReference, resolveSchema, type Schema } from './reference-document';

/** How deep messages are shown inside of messages; what is in an answer seldom goes deeper. */
const deepest = 4;

export interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** The fields of an object, those that have to be sent first. */
export function fieldsOf(document: ApiDocument, schema: Schema): Field[] {
  const { properties = {}, required = [] } = resolveSchema(document, schema);
  const fields = Object.entries(properties).map(([name, inner]) => ({
    name,
    schema: inner,
    required: required.includes(name),
  }));
  return [...fields].sort((one, other) => Number(other.required) - Number(one.required));
}

/** A list of fields with what they hold; messages open to show their own. `says` marks those that have to be sent. */
export function renderFields(
  document: ApiDocument,
  fields: readonly Field[],
  { says, above = [] }: { readonly says: boolean; readonly above?: readonly string[] },
): string {
  if (fields.length === 0) return '';
  const items = fields.map(
    ({ name, schema, required }) => `<li>
<div class="field"><code class="name">${escapeHtml(name)}</code> <span class="type">${escapeHtml(typeOf(document, schema))}</span>${
      says && required ? ' <span class="required">required</span>' : ''
    }${schema.deprecated ? ' <span class="type">deprecated</span>' : ''}</div>
${renderNote(schema)}${renderInner(document, schema, { says, above })}</li>`,
  );
  return `<ul class="fields">${items.join('')}</ul>`;
}

function renderNote(schema: Schema): string {
  const rules = rulesOf(schema.items ?? schema);
  const words = [schema.description ?? '', ...rules].filter(Boolean).map(withCode).join(' ');
  return words && `<p class="note">${words}</p>`;
}

function rulesOf({ enum: values, minLength, maxLength, maximum, pattern }: Schema): string[] {
  const known = (values ?? []).filter((value) => !/UNSPECIFIED|^INVALID$/.test(value));
  return [
    known.length > 0 ? `One of ${known.map((value) => `\`${value}\``).join(', ')}.` : '',
    minLength !== undefined && minLength > 1 ? `At least ${minLength} characters.` : '',
    maxLength !== undefined ? `At most ${maxLength} characters.` : '',
    maximum !== undefined ? `At most ${maximum}.` : '',
    pattern ? `Like \`${pattern}\`.` : '',
  ];
}

/** Text whose backticks mark code. */
export function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function renderInner(
  document: ApiDocument,
  schema: Schema,
  { says, above }: { readonly says: boolean; readonly above: readonly string[] },
): string {
  const inner = schema.items ?? schema.additionalProperties ?? schema;
  const name = inner.$ref ? nameOfReference(inner.$ref) : '';
  if (!name || above.includes(name) || above.length >= deepest) return '';
  const fields = renderFields(document, fieldsOf(document, inner), { says, above: [...above, name] });
  return fields && `<details><summary>Fields of ${escapeHtml(shortName(name))}</summary>${fields}</details>`;
}

function typeOf(document: ApiDocument, schema: Schema): string {
  if (schema.items) return `list of ${typeOf(document, schema.items)}`;
  if (schema.additionalProperties) return 'pairs';
  if (schema.$ref) return shortName(nameOfReference(schema.$ref));
  if (schema.format === 'date-time') return 'moment';
  if (schema.format === 'int64') return 'number as text';
  return schema.type === 'string' ? 'text' : (schema.type ?? 'anything');
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
