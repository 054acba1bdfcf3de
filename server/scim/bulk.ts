import type { Ctx } from '@/lib/authz/context';
import { countOperations } from '@/lib/directories/count-operations';
import { newId } from '@/lib/id';
import { orderOperations, replaceParts, replaceReferences } from '@/lib/scim/bulk-references';
import { type BulkOperation, readBulk } from '@/lib/scim/bulk-request';
import { dropReferences } from '@/lib/scim/drop-references';
import { etagOf } from '@/lib/scim/etag';
import type { ScimRequest } from '@/lib/scim/record-request';
import { ScimError } from '@/lib/scim/scim-error';
import { groups } from './groups';
import { matchEndpoint } from './match-endpoint';
import { toLoggedBody } from './read-body';
import { refuseCall, runCall } from './run-call';
import type { ScimAnswer, ScimCall, ScimEndpoint, ScimEndpoints, ScimHandler } from './scim-call';
import { toRefusal } from './scim-errors';
import { users } from './users';

/** `/Bulk` (RFC 7644 section 3.7). */
export const bulk: ScimEndpoint = { all: { POST: performAll } };

/** Resources alone: what only asks is a request of its own (RFC 7644 section 3.7). */
const endpoints: ScimEndpoints = { Users: withoutSearch(users), Groups: withoutSearch(groups) };

/** What a resource is answered with that nobody has asked to see: members, of whom there may be very many, are not read. */
const nothingShown = new URLSearchParams({ attributes: 'id' });

/** What a POST is to create: which id it gets, and whether it is there, or could not be created. */
interface Made {
  readonly id: string;
  state: 'waiting' | 'there' | 'failed';
}

/** By bulkId. */
type Created = ReadonlyMap<string, Made>;

/** An operation that was done or refused. */
interface Performed {
  readonly ctx: Ctx;
  readonly operation: BulkOperation;
  readonly request: ScimRequest;
  readonly answer: ScimAnswer;
  /** Which of the users it was about; null: it was about none. */
  readonly userId: string | null;
  /** Whom it names by their bulkIds. */
  readonly named: ReadonlySet<Made>;
}

/**
 * Does one operation after the other, each as the request that it stands for: on its own, with its own line in the log.
 * Ends after as many failures as `failOnErrors` allows, and when nobody waits any more. What is created gets its id
 * before, so that others may name it in a circle, too; whom nobody has created at the end is named by nobody.
 */
async function performAll(call: ScimCall): Promise<ScimAnswer> {
  const { operations, failOnErrors } = readBulk(call.body);
  await countOperations(call.ctx, { count: operations.length });
  const created = readCreated(operations);
  const performed: (Performed | undefined)[] = operations.map(() => undefined);
  let failures = 0;
  for (const index of orderOperations(operations)) {
    const operation = operations[index];
    if (!operation || call.isGone() || failures === failOnErrors) break;
    const one = await perform(call, operation, created);
    if (one.answer.status >= 400) failures += 1;
    performed[index] = one;
  }
  const answers: object[] = [];
  for (const one of performed)
    if (one) answers.push(toBulkAnswer(call, one.operation, created, await withoutLost(call, one)));
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: answers,
  };
  return { status: 200, body };
}

function withoutSearch({ all, one = {} }: ScimEndpoint): ScimEndpoint {
  return { all, one };
}

function readCreated(operations: readonly BulkOperation[]): Created {
  return new Map(
    operations.flatMap(({ method, path, bulkId }) => {
      if (method !== 'POST' || bulkId === null) return [];
      const kind = path.startsWith('/Groups') ? 'directoryGroup' : 'directoryUser';
      return [[bulkId, { id: newId(kind), state: 'waiting' }] as const];
    }),
  );
}

async function perform(call: ScimCall, operation: BulkOperation, created: Created): Promise<Performed> {
  const ctx = { ...call.ctx, now: new Date() };
  const { method, path, bulkId, version, data } = operation;
  const request = { method, path, body: data === undefined ? null : toLoggedBody(data) };
  const made = method === 'POST' ? created.get(bulkId ?? '') : undefined;
  const named = new Set<Made>();
  let aboutId: string | null = null;
  try {
    const resolved = replaceReferences(operation, (name) => requireCreated(created, name, named));
    const { handle, id } = matchEndpoint(endpoints, resolved.path.slice(1), method);
    aboutId = id;
    const answer = await runCall(handle, {
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
    if (made) made.state = 'there';
    const userId = resolved.path.startsWith('/Users') ? (made?.id ?? id) : null;
    return { ctx, operation, request, answer, userId, named };
  } catch (error) {
    if (made) made.state = 'failed';
    const refused = { request, body: data, id: aboutId };
    const answer = await refuseCall(ctx, refused, toRefusal(error, ctx.requestId));
    return { ctx, operation, request, answer, userId: null, named };
  }
}

/**
 * The answer to an operation whose user names nobody any more who is not there in the end: of a circle, one is named before
 * they can be refused. The user stays: undone, a member who was there before would end
 * with them.
 */
async function withoutLost(
  call: ScimCall,
  { ctx, request, answer, userId, named }: Performed,
): Promise<ScimAnswer> {
  const lost = [...named].filter(({ state }) => state !== 'there').map(({ id }) => id);
  if (userId === null || lost.length === 0) return answer;
  const now = { ...ctx, now: new Date() };
  const drop: ScimHandler = async () => {
    const user = await dropReferences(now, { userId, lost, request, status: answer.status });
    return user ? { ...answer, headers: { ...answer.headers, ETag: etagOf(user.version) } } : answer;
  };
  return runCall(drop, call).catch(async (error: unknown) => {
    await refuseCall(now, { request, body: null, id: userId }, toRefusal(error, ctx.requestId));
    return answer;
  });
}

/** RFC 7644 section 3.7.1. */
function requireCreated(created: Created, bulkId: string, named: Set<Made>): string {
  const made = created.get(bulkId);
  if (made && made.state !== 'failed') {
    named.add(made);
    return made.id;
  }
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
  operation: BulkOperation,
  created: Created,
  { status, body, headers = {} }: ScimAnswer,
): object {
  const { method, bulkId } = operation;
  const place = placeOf(operation, created);
  const location = headers.Location ?? (place === null ? null : `${baseUrl}${place}`);
  return {
    method,
    ...(bulkId !== null && { bulkId }),
    ...(location !== null && { location }),
    ...(headers.ETag !== undefined && { version: headers.ETag }),
    status: String(status),
    ...(status >= 400 && { response: body }),
  };
}

/** What an operation changes or deletes, below the base URL; null: it creates, or names what nobody has created. */
function placeOf({ method, path }: BulkOperation, created: Created): string | null {
  if (method === 'POST') return null;
  let isThere = true;
  const place = replaceParts(path, (name) => {
    const made = created.get(name);
    isThere &&= made?.state === 'there';
    return made?.id ?? '';
  });
  return isThere ? place : null;
}
