import { type ApiDocument, type Call, resolveSchema, type Schema } from './reference-document';

/** A call by curl that can be copied: what has to be sent, with examples. */
export function curlOf(document: ApiDocument, { verb, path, operation }: Call): string {
  const exampleAt = (name: string) => {
    const schema = operation.parameters.find((parameter) => parameter.name === name)?.schema;
    return idAt(path, name) ?? String(exampleOf(document, schema ?? {}, name));
  };
  const address = path.replace(/\{([^}]*)\}/g, (_, name: string) => exampleAt(name));
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name }) => `${name}=${encodeURIComponent(exampleAt(name))}`);
  const url = `${document.servers[0]?.url ?? ''}${address}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const schema = operation.requestBody?.content['application/json'].schema;
  const body = schema && exampleOf(document, schema, '');
  return [
    `curl ${verb === 'GET' ? '' : `-X ${verb} `}'${url}'`,
    `  -H "authorization: Bearer ${operation.security ? '$LOGIN_TOKEN' : '$TOKEN'}"`,
    ...(body === undefined ? [] : [`  -d '${JSON.stringify(body)}'`]),
  ].join(' \\\n');
}

/** Where a path only says `id`, what stands before it says of what. */
function idAt(path: string, name: string): string | null {
  const noun = new RegExp(`/([a-z]+)/\\{${name}\\}`).exec(path)?.[1] ?? '';
  const prefix = name === 'id' ? { organizations: 'org_', users: 'usr_' }[noun] : undefined;
  return prefix ? `${prefix}1574031694233860891` : null;
}

/** Of an object: what has to be there, else the first that has an example. */
function exampleOf(document: ApiDocument, schema: Schema, name: string, depth = 0): unknown {
  const [given] = schema.examples ?? [];
  if (given !== undefined) return given;
  const { properties, required = [], type, enum: values, items } = resolveSchema(document, schema);
  if (properties && depth < 3) {
    const names = Object.keys(properties);
    const shown =
      required.length > 0 ? required : names.filter((key) => properties[key]?.examples).slice(0, 2);
    return Object.fromEntries(
      shown.map((key) => [key, exampleOf(document, properties[key] ?? {}, key, depth + 1)]),
    );
  }
  if (items) return depth < 3 ? [exampleOf(document, items, name, depth + 1)] : [];
  if (values) return values.find((value) => !/UNSPECIFIED|INVALID/.test(value)) ?? values[0];
  if (type === 'object') return {};
  if (type === 'boolean') return true;
  return type === 'integer' || type === 'number' ? 1 : textOf(schema, name);
}

/** An id has the prefix that its pattern asks for. */
function textOf({ pattern, format }: Schema, name: string): string {
  const prefix = /^\^([a-z]+_)/.exec(pattern ?? '')?.[1];
  if (prefix) return `${prefix}1574031694233860891`;
  if (format === 'date-time') return '2026-11-22T12:00:00Z';
  return name || 'example';
}
