import { callNotes } from './call-notes';

const order = Object.keys(callNotes);

/** What the reference page reads of the OpenAPI document. */
export interface ApiDocument {
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  /** Where it takes another token than that of a credential. */
  readonly security?: readonly unknown[];
  readonly responses: { readonly 200: Content } & Readonly<Record<string, unknown>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Content {
  readonly content: { readonly 'application/json': { readonly schema: Schema } };
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly deprecated?: boolean;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** A call at an address. */
export interface Call {
  readonly verb: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The calls of one service, in the order in which `call-notes.ts` has them. */
export function callsOf({ paths }: ApiDocument, tag: string): Call[] {
  const calls = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([verb, operation]) => ({ verb: verb.toUpperCase(), path, operation })),
  );
  return calls.sort((one, other) => placeOf(one) - placeOf(other));
}

/** An operation is called after its service and method, and numbered when it has several addresses. */
function placeOf({ operation }: Call): number {
  const [service, method] = operation.operationId.split('_');
  return order.indexOf(`${service}.${method}`);
}

/** The schema that a reference names, with what is said beside it. */
export function resolveSchema({ components }: ApiDocument, schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const { $ref, ...beside } = schema;
  return { ...components.schemas[nameOfReference($ref)], ...beside };
}

/** `users.User`, of a schema that is one of the named ones. */
export function nameOfReference(reference: string): string {
  return reference.replace('#/components/schemas/', '');
}
