import { scimLimits } from './discovery';
import { withoutOuterSlashes } from './outer-slashes';
import { isObject, membersOf } from './read-value';
import { isSchema } from './schema';
import { refuseScim, ScimError } from './scim-error';

/** One request among those of a bulk request (RFC 7644 section 3.7). */
export interface BulkOperation {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL: `/Users/diruser_…`, in this spelling however it was sent. */
  readonly path: string;
  /** What other operations call the resource that this one creates. */
  readonly bulkId: string | null;
  /** As If-Match has it; null: whatever version there is. */
  readonly version: string | null;
  readonly data: unknown;
}

export interface BulkRequest {
  readonly operations: readonly BulkOperation[];
  /** How many may fail before the rest is left undone; null: all of them. */
  readonly failOnErrors: number | null;
}

const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
const endpoints = ['Users', 'Groups'];

/**
 * Reads the body of a bulk request. Refuses with 413 more operations than /ServiceProviderConfig says, and with 400 what is
 * no operation, or has the bulkId of another: then none is done.
 */
export function readBulk(body: unknown): BulkRequest {
  if (!isObject(body)) return refuseScim('invalidSyntax', 'Send a JSON object with “Operations”.');
  const { schemas, operations, failonerrors = null } = membersOf(body);
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.some(isBulkSchema)))
    return refuseScim('invalidSyntax', `“schemas” must name ${bulkSchema}.`);
  if (!Array.isArray(operations)) return refuseScim('invalidSyntax', '“Operations” must be a list.');
  if (operations.length > scimLimits.bulkOperations)
    throw new ScimError(
      413,
      null,
      `A bulk request has at most ${scimLimits.bulkOperations} operations: send the others in another one.`,
    );
  const read = operations.map(readOperation);
  requireDistinct(read);
  return { operations: read, failOnErrors: readMost(failonerrors) };
}

function isBulkSchema(urn: unknown): boolean {
  return typeof urn === 'string' && isSchema(urn, bulkSchema);
}

function readMost(value: unknown): number | null {
  if (value === null || (typeof value === 'number' && Number.isInteger(value) && value > 0)) return value;
  return refuseScim('invalidValue', '“failOnErrors” must be a whole number from 1 on.');
}

function readOperation(sent: unknown): BulkOperation {
  if (!isObject(sent)) return refuseScim('invalidSyntax', 'Each operation must be an object.');
  const { method, path, bulkid, version, data } = membersOf(sent);
  const known = methods.find((each) => typeof method === 'string' && each === method.toUpperCase());
  if (!known) return refuseScim('invalidSyntax', '“method” must be POST, PUT, PATCH or DELETE.');
  const name = readText('bulkId', bulkid);
  if (known === 'POST' && name === null) return refuseScim('invalidSyntax', 'A POST needs a “bulkId”.');
  return { method: known, path: readPath(path), bulkId: name, version: readText('version', version), data };
}

/** As a request of its own is taken: with slashes too many or none, and its first part in any case. */
function readPath(value: unknown): string {
  const path = typeof value === 'string' ? withoutOuterSlashes(value) : '';
  if (path === '') return refuseScim('invalidPath', '“path” must be a path, like /Users.');
  const [name = '', ...more] = path.split('/');
  const known = endpoints.find((each) => each.toLowerCase() === name.toLowerCase());
  return `/${[known ?? name, ...more].join('/')}`;
}

function readText(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : refuseScim('invalidValue', `“${name}” must be a text.`);
}

function requireDistinct(operations: readonly BulkOperation[]): void {
  const names = new Set<string>();
  for (const { method, bulkId } of operations) {
    if (method !== 'POST' || bulkId === null) continue;
    if (names.has(bulkId)) refuseScim('invalidValue', `The bulkId “${bulkId}” stands at several operations.`);
    names.add(bulkId);
  }
}
