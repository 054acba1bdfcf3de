import { refuseScim } from './scim-error';

/** Where a value stands: `urn:…:User:manager.value`. Names are as they were written: they are compared without case. */
export interface AttributePath {
  /** The URN as given; null: an attribute of the resource itself. */
  readonly schema: string | null;
  readonly name: string;
  readonly sub: string | null;
}

export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';
export type FilterValue = string | number | boolean | null;

export interface Comparison {
  readonly kind: 'compare';
  readonly path: AttributePath;
  readonly operator: CompareOperator;
  readonly value: FilterValue;
}

/** A filter of RFC 7644 section 3.4.2.2. */
export type Filter =
  | { readonly kind: 'and'; readonly filters: readonly Filter[] }
  | { readonly kind: 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly path: AttributePath }
  | Comparison
  /** One value of `path` fits all of `filter`, whose paths are its sub-attributes: `emails[type eq "work"]`. */
  | { readonly kind: 'values'; readonly path: AttributePath; readonly filter: Filter };

/** The path of a PATCH operation (RFC 7644 section 3.5.2): an attribute, those of its values that fit, a part of them. */
export interface ValuePath {
  readonly path: AttributePath;
  readonly filter: Filter | null;
}

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  comparisons: number;
}

const maximumLength = 4096;
const maximumDepth = 32;
const maximumComparisons = 200;

const word = /[A-Za-z$][\w$:./%+~-]*/y;
const attributeName = /^[A-Za-z$][\w$-]*$/;
const operator = /[ \t]+(eq|ne|co|sw|ew|gt|ge|lt|le|pr)(?![\w.:-])/iy;
const text = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const literal = /(true|false|null)(?![\w.+-])/iy;

/**
 * Reads a filter: all of the grammar of RFC 7644 section 3.4.2.2, `not` before `and` before `or`, operators in any
 * case, and a comparison behind a value path as Entra ID writes it (`emails[type eq "work"].value eq "x"`), which
 * becomes a part of the path's filter. Anything else, and what is longer, deeper or wider than anybody needs, is
 * refused as invalidFilter.
 */
export function parseFilter(source: string): Filter {
  const cursor = openCursor(source);
  const filter = readAlternatives(cursor, false);
  take(cursor, /[ \t]+/y);
  if (cursor.at < source.length) refuseAt(cursor, 'the end, “and” or “or”');
  return filter;
}

/** Reads a PATCH path, like `name.familyName` or `addresses[type eq "work"].postalCode`. */
export function parseValuePath(source: string): ValuePath {
  const bracket = source.indexOf('[');
  const path = readAttributePath(bracket < 0 ? source : source.slice(0, bracket));
  if (!path || (bracket >= 0 && path.sub)) refuseScim('invalidPath', `“${shorten(source)}” is not a path.`);
  if (bracket < 0) return { path, filter: null };
  const cursor = openCursor(source);
  cursor.at = bracket;
  const filter = readValueFilter(cursor);
  const rest = source.slice(cursor.at);
  if (rest !== '' && !(rest.startsWith('.') && attributeName.test(rest.slice(1))))
    refuseScim('invalidPath', `“${shorten(source)}” is not a path.`);
  return { path: { ...path, sub: rest.slice(1) || null }, filter };
}

/** Splits `urn:…:User:manager.value` behind the last colon, since a URN may hold dots; null: that is no path. */
export function readAttributePath(source: string): AttributePath | null {
  const colon = source.lastIndexOf(':');
  const [name = '', sub = null, ...more] = source.slice(colon + 1).split('.');
  const valid = attributeName.test(name) && (sub === null || attributeName.test(sub)) && more.length === 0;
  return valid && colon !== 0 ? { schema: colon < 0 ? null : source.slice(0, colon), name, sub } : null;
}

function openCursor(source: string): Cursor {
  if (source.length > maximumLength)
    refuseScim('invalidFilter', `A filter has at most ${maximumLength} characters.`);
  return { text: source, at: 0, depth: 0, comparisons: 0 };
}

function readAlternatives(cursor: Cursor, inValue: boolean): Filter {
  return readSeries(cursor, 'or', () => readSeries(cursor, 'and', () => readTerm(cursor, inValue)));
}

function readSeries(cursor: Cursor, kind: 'and' | 'or', readNext: () => Filter): Filter {
  const first = readNext();
  const filters = [first];
  const joint = new RegExp(`[ \\t]+${kind}[ \\t]+`, 'iy');
  while (take(cursor, joint)) filters.push(readNext());
  return filters.length > 1 ? { kind, filters } : first;
}

function readTerm(cursor: Cursor, inValue: boolean): Filter {
  take(cursor, /[ \t]+/y);
  const negated = take(cursor, /not[ \t]*(?=\()/iy) !== null;
  if (!take(cursor, /\(/y)) return readExpression(cursor, inValue);
  const filter = nest(cursor, () => readAlternatives(cursor, inValue));
  if (!take(cursor, /[ \t]*\)/y)) refuseAt(cursor, 'a closing parenthesis');
  return negated ? { kind: 'not', filter } : filter;
}

function readExpression(cursor: Cursor, inValue: boolean): Filter {
  const start = cursor.at;
  const path = readAttributePath(take(cursor, word)?.[0] ?? '');
  if (!path || (inValue && (path.schema !== null || path.sub !== null))) {
    cursor.at = start;
    refuseAt(cursor, inValue ? 'a sub-attribute' : 'an attribute');
  }
  if (cursor.text[cursor.at] !== '[') return readComparison(cursor, path);
  if (inValue || path.sub !== null) refuseAt(cursor, 'an operator');
  const filter = readValueFilter(cursor);
  const sub = take(cursor, /\.([A-Za-z$][\w$-]*)/y)?.[1];
  if (sub === undefined) return { kind: 'values', path, filter };
  const more = readComparison(cursor, { schema: null, name: sub, sub: null });
  const filters = filter.kind === 'and' ? [...filter.filters, more] : [filter, more];
  return { kind: 'values', path, filter: { kind: 'and', filters } };
}

function readValueFilter(cursor: Cursor): Filter {
  take(cursor, /\[/y);
  const filter = nest(cursor, () => readAlternatives(cursor, true));
  if (!take(cursor, /[ \t]*\]/y)) refuseAt(cursor, 'a closing bracket');
  return filter;
}

function readComparison(cursor: Cursor, path: AttributePath): Filter {
  cursor.comparisons += 1;
  if (cursor.comparisons > maximumComparisons)
    refuseScim('invalidFilter', `A filter has at most ${maximumComparisons} comparisons.`);
  const name = take(cursor, operator)?.[1]?.toLowerCase() as CompareOperator | 'pr' | undefined;
  if (!name) refuseAt(cursor, 'an operator');
  if (name === 'pr') return { kind: 'present', path };
  if (!take(cursor, /[ \t]+/y)) refuseAt(cursor, 'a value');
  const start = cursor.at;
  const value = readValue(cursor);
  if (!canCompare(name, value)) {
    cursor.at = start;
    refuseAt(cursor, `a value that “${name}” can compare`);
  }
  return { kind: 'compare', path, operator: name, value };
}

function readValue(cursor: Cursor): FilterValue {
  const quoted = take(cursor, text)?.[0];
  if (quoted !== undefined) return readString(cursor, quoted);
  const digits = take(cursor, number)?.[0];
  if (digits !== undefined && Number.isFinite(Number(digits))) return Number(digits);
  const named = take(cursor, literal)?.[0];
  if (named !== undefined) return JSON.parse(named.toLowerCase());
  return refuseAt(cursor, 'a string in double quotes, a number, true, false or null');
}

/** What no stored string can hold is refused here, before a database has to. */
function readString(cursor: Cursor, quoted: string): string {
  const value: string = JSON.parse(quoted);
  return value.isWellFormed() && !value.includes('\0') ? value : refuseAt(cursor, 'a string of characters');
}

function canCompare(name: CompareOperator, value: FilterValue): boolean {
  if (name === 'eq' || name === 'ne') return true;
  if (name === 'co' || name === 'sw' || name === 'ew') return typeof value === 'string';
  return typeof value === 'string' || typeof value === 'number';
}

function nest(cursor: Cursor, read: () => Filter): Filter {
  cursor.depth += 1;
  if (cursor.depth > maximumDepth)
    refuseScim('invalidFilter', `A filter is at most ${maximumDepth} levels deep.`);
  const filter = read();
  cursor.depth -= 1;
  return filter;
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found) cursor.at = pattern.lastIndex;
  return found;
}

function refuseAt(cursor: Cursor, expected: string): never {
  const rest = shorten(cursor.text.slice(cursor.at).trimStart());
  refuseScim(
    'invalidFilter',
    `The filter needs ${expected} ${rest ? `where it says “${rest}”` : 'at its end'}.`,
  );
}

function shorten(source: string): string {
  return source.length > 60 ? `${source.slice(0, 60).toWellFormed()} …` : source;
}
