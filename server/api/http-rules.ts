import type { DescMethod } from '@bufbuild/protobuf';
import { BinaryReader } from '@bufbuild/protobuf/wire';

/** One way to reach a call over plain HTTP, as the descriptor says. */
export interface HttpRule {
  readonly verb: Verb;
  /** A path with parameters in braces: `/api/v1/users/{id}`. */
  readonly template: string;
  /** The field of the request that the body is, `*` for all of it, null for none. */
  readonly body: string | null;
}

type Verb = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';

/** Where the descriptors carry `google.api.http`, which their package does not know by name. */
const httpOption = 72_295_728;

/** The fields of `google.api.HttpRule`. */
const verbs: ReadonlyMap<number, Verb> = new Map([
  [2, 'GET'],
  [3, 'PUT'],
  [4, 'POST'],
  [5, 'DELETE'],
  [6, 'PATCH'],
]);
const bodyField = 7;
const additionalField = 11;

/** The ways to reach a call over plain HTTP, the principal one first; none for a call without `google.api.http`. */
export function readHttpRules(method: DescMethod): HttpRule[] {
  const option = method.proto.options?.$unknown?.find(({ no }) => no === httpOption);
  return option ? readRule(new BinaryReader(option.data).bytes()) : [];
}

function readRule(bytes: Uint8Array): HttpRule[] {
  const reader = new BinaryReader(bytes);
  const additional: HttpRule[] = [];
  let target: Pick<HttpRule, 'verb' | 'template'> | null = null;
  let body: string | null = null;
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const verb = verbs.get(field);
    if (verb) target = { verb, template: reader.string() };
    else if (field === bodyField) body = reader.string();
    else if (field === additionalField) additional.push(...readRule(reader.bytes()));
    else reader.skip(wireType);
  }
  return target ? [{ ...target, body }, ...additional] : additional;
}
