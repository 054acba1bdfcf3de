import { countOperations } from '@/lib/directories/count-operations';
import { newId } from '@/lib/id';
import { orderOperations, replaceReferences } from '@/lib/scim/bulk-references';
import { type BulkOperation, readBulk } from '@/lib/scim/bulk-request';
import { ScimError } from '@/lib/scim/scim-error';
import { groups } from './groups';
import { matchEndpoint } from './match-endpoint';
import { toLoggedBody } from './read-body';
import { refuseCall, runCall } from './run-call';
import type { ScimAnswer, ScimCall, ScimEndpoint, ScimEndpoints } from './scim-call';
import { toRefusal } from './scim-errors';
import { users } from './users';

/** `/Bulk` (RFC 7644 section 3.7). */
export const bulk: ScimEndpoint = { all: { POST: performAll } };

const endpoints: ScimEndpoints = { Users: users, Groups: groups };

/** What a resource is answered with that nobody has asked to see: members, of whom there may be very many, are not read. */
const nothingShown = new URLSearchParams({ attributes: 'id' });

/** By bulkId: which id a resource gets, and whether it could not be created. */
type Created = Map<string, { readonly id: string; failed: boolean }>;

/**
 * Does one operation after the other, each as the request that it stands for: on its own, with its own line in the log.
 * Ends after as many failures as `failOnErrors` allows, and when nobody waits any more. What is created gets its id
 * before, so that others may name it in a circle, too.
 */
async function performAll(call: ScimCall): Promise<ScimAnswer> {
  const { operations, failOnErrors } = readBulk(call.body);
  await countOperations(call.ctx, { count: operations.length });
  const created = readCreated(operations);
  const answers: (object | undefined)[] = operations.map(() => undefined);
  let failures = 0;
  for (const index of orderOperations(operations)) {
    const operation = operations[index];
    if (!operation || call.isGone() || failures === failOnErrors) break;
    const answer = await perform(call, operation, created);
    if (answer.status >= 400) failures += 1;
    answers[index] = toBulkAnswer(call, operation, answer);
  }
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: answers.filter((answer) => answer !== undefined),
  };
  return { status: 200, body };
}

function readCreated(operations: readonly BulkOperation[]): Created {
  return new Map(
    operations.flatMap(({ method, path, bulkId }) => {
      if (method !== 'POST' || bulkId === null) return [];
      const kind = path.startsWith('/Groups') ? 'directoryGroup' : 'directoryUser';
      return [[bulkId, { id: newId(kind), failed: false }] as const];
    }),
  );
}

async function perform(call: ScimCall, operation: BulkOperation, created: Created): Promise<ScimAnswer> {
  const ctx = { ...call.ctx, now: new Date() };
  const { method, path, bulkId, version, data } = operation;
  const request = { method, path, body: data === undefined ? null : toLoggedBody(data) };
  const made = method === 'POST' ? created.get(bulkId ?? '') : undefined;
  try {
    const resolved = replaceReferences(operation, (name) => requireCreated(created, name));
    const { handle, id } = matchEndpoint(endpoints, resolved.path.slice(1), method);
    return await runCall(handle, {
      ...call,
      ctx,
      method,
      id,
      query: nothingShown,
      body: resolved.data,
      request,
      ifMatch: version,
      ifNoneMatch: null,
      newId: made?.id ?? null,
    });
  } catch (error) {
    if (made) made.failed = true;
    return refuseCall(ctx, { request, body: data }, toRefusal(error, ctx.requestId));
  }
}

/** RFC 7644 section 3.7.1. */
function requireCreated(created: Created, bulkId: string): string {
  const made = created.get(bulkId);
  if (made && !made.failed) return made.id;
  throw new ScimError(
    409,
    null,
    made
      ? `The operation with the bulkId “${bulkId}” was refused.`
      : `No operation creates the bulkId “${bulkId}”.`,
  );
}

/** RFC 7644 section 3.7.3: what was refused and why, and of the rest where it is and its version. */
function toBulkAnswer(
  { baseUrl }: ScimCall,
  { method, path, bulkId }: BulkOperation,
  { status, body, headers = {} }: ScimAnswer,
): object {
  const isNamed = method !== 'POST' && !path.includes('/bulkId:');
  const location = headers.Location ?? (isNamed ? `${baseUrl}${path}` : null);
  return {
    method,
    ...(bulkId !== null && { bulkId }),
    ...(location !== null && { location }),
    ...(headers.ETag !== undefined && { version: headers.ETag }),
    status: String(status),
    ...(status >= 400 && { response: body }),
  };
}
