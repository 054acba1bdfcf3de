import type { BulkOperation } from './bulk-request';
import { isObject } from './read-value';

/** Says which id a bulkId stands for. */
type ToId = (bulkId: string) => string;

const prefix = 'bulkId:';
const quoted = /"bulkId:([^"\\]+)"/g;

/**
 * An operation with ids in place of the bulkIds that it names (RFC 7644 section 3.7.2): in its path, as any text of its
 * data, and in quotes in the path of a PATCH.
 */
export function replaceReferences(operation: BulkOperation, toId: ToId): BulkOperation {
  return { ...operation, path: replaceParts(operation.path, toId), data: replaceIn(operation.data, toId) };
}

/** A path alone with ids in place of the bulkIds that it names. */
export function replaceParts(path: string, toId: ToId): string {
  return path
    .split('/')
    .map((part) => replaceText(part, toId))
    .join('/');
}

/**
 * The order in which operations are done, as their places in the request: as they were sent, but for those that name what a
 * later one creates, which wait for it. Of a circle nobody waits for whoever began it, and a user never waits for a group:
 * the members of a group must be there before it is.
 */
export function orderOperations(operations: readonly BulkOperation[]): readonly number[] {
  const makers = new Map<string, number>();
  operations.forEach(({ method, bulkId }, index) => {
    if (method === 'POST' && bulkId !== null) makers.set(bulkId, index);
  });
  const ordered = new Set<number>();
  const begun = new Set<number>();
  const visit = (index: number): void => {
    const operation = operations[index];
    if (!operation || begun.has(index)) return;
    begun.add(index);
    for (const bulkId of referencesOf(operation)) {
      const maker = makers.get(bulkId);
      if (maker !== undefined && !(isOfUsers(operation) && !isOfUsers(operations[maker]))) visit(maker);
    }
    ordered.add(index);
  };
  operations.forEach((_, index) => {
    visit(index);
  });
  return [...ordered];
}

function referencesOf(operation: BulkOperation): ReadonlySet<string> {
  const found = new Set<string>();
  replaceReferences(operation, (bulkId) => {
    found.add(bulkId);
    return bulkId;
  });
  return found;
}

function isOfUsers(operation: BulkOperation | undefined): boolean {
  return /^\/Users(?:\/|$)/.test(operation?.path ?? '');
}

function replaceText(text: string, toId: ToId): string {
  return text.startsWith(prefix) ? toId(text.slice(prefix.length)) : text;
}

function replaceIn(value: unknown, toId: ToId): unknown {
  if (typeof value === 'string') return replaceText(value, toId);
  if (Array.isArray(value)) return value.map((each) => replaceIn(each, toId));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const isPath = key.toLowerCase() === 'path' && typeof part === 'string';
      return [key, isPath ? replaceQuoted(part, toId) : replaceIn(part, toId)];
    }),
  );
}

function replaceQuoted(path: string, toId: ToId): string {
  return path.replaceAll(quoted, (_, bulkId: string) => JSON.stringify(toId(bulkId)));
}
