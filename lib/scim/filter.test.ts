import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AttributePath, type Filter, parseFilter, parseValuePath } from './filter';
import { ScimError } from './scim-error';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function path(name: string, sub: string | null = null, schema: string | null = null): AttributePath {
  return { schema, name, sub };
}

function eq(name: string, value: string | number | boolean | null): Filter {
  return { kind: 'compare', path: path(name), operator: 'eq', value };
}

/** Writes a filter with every parenthesis. */
function print(filter: Filter): string {
  if (filter.kind === 'and' || filter.kind === 'or')
    return filter.filters.map(printNested).join(` ${filter.kind} `);
  if (filter.kind === 'not') return `not (${print(filter.filter)})`;
  const { schema, name, sub } = filter.path;
  const written = `${schema === null ? '' : `${schema}:`}${name}${sub === null ? '' : `.${sub}`}`;
  if (filter.kind === 'values') return `${written}[${print(filter.filter)}]`;
  if (filter.kind === 'present') return `${written} pr`;
  return `${written} ${filter.operator} ${JSON.stringify(filter.value)}`;
}

function printNested(filter: Filter): string {
  return filter.kind === 'and' || filter.kind === 'or' ? `(${print(filter)})` : print(filter);
}

function refusalOf(read: () => unknown): string | null {
  try {
    read();
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return null;
}

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/).filter((text) => text.toLowerCase() !== 'not');
const schema = fc.constantFrom(null, enterprise, 'urn:example:custom:1.5:User', 'https://example.com/x.y');
const topPath = fc.record({ schema, name, sub: fc.option(name) });
const subPath = name.map((text) => path(text));
const sentence = fc.string({ unit: 'grapheme' }).filter((value) => !/\p{Cc}/u.test(value));
const scalar = fc.oneof(sentence, fc.double({ noNaN: true, noDefaultInfinity: true }).map(fromZero));
const operators = fc.constantFrom('gt', 'ge', 'lt', 'le') as fc.Arbitrary<'gt' | 'ge' | 'lt' | 'le'>;

/** JSON has no negative zero. */
function fromZero(value: number): number {
  return value === 0 ? 0 : value;
}

function comparisonOf(paths: fc.Arbitrary<AttributePath>): fc.Arbitrary<Filter> {
  const kind = fc.constant('compare' as const);
  return fc.oneof(
    fc.record({ kind: fc.constant('present' as const), path: paths }),
    fc.record({
      kind,
      path: paths,
      operator: fc.constantFrom('eq' as const, 'ne' as const),
      value: fc.oneof(scalar, fc.boolean(), fc.constant(null)),
    }),
    fc.record({ kind, path: paths, operator: operators, value: scalar }),
    fc.record({
      kind,
      path: paths,
      operator: fc.constantFrom('co' as const, 'sw' as const, 'ew' as const),
      value: sentence,
    }),
  );
}

function combined(leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        filters: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
    ),
  })).filter;
}

const values = fc.record({
  kind: fc.constant('values' as const),
  path: fc.record({ schema, name, sub: fc.constant(null) }),
  filter: combined(comparisonOf(subPath)),
});
const anyFilter = combined(fc.oneof(comparisonOf(topPath), values));

describe('a filter', () => {
  test('that was written is read as the same', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        fc.pre(print(filter).length <= 4096);
        expect(parseFilter(print(filter))).toEqual(filter);
      }),
      { numRuns: 1000 },
    );
  });

  test('binds “not” before “and” before “or”, and parentheses before all', () => {
    const [a, b, c] = [eq('a', 1), eq('b', 2), eq('c', 3)];
    expect(parseFilter('a eq 1 or b eq 2 and not (c eq 3)')).toEqual({
      kind: 'or',
      filters: [a, { kind: 'and', filters: [b, { kind: 'not', filter: c }] }],
    });
    expect(parseFilter('(a eq 1 or b eq 2) and c eq 3')).toEqual({
      kind: 'and',
      filters: [{ kind: 'or', filters: [a, b] }, c],
    });
    expect(parseFilter('a eq 1 and b eq 2 or c eq 3')).toEqual({
      kind: 'or',
      filters: [{ kind: 'and', filters: [a, b] }, c],
    });
  });

  test('takes operators in any case, and every kind of value', () => {
    expect(parseFilter('A EQ True')).toEqual(eq('A', true));
    expect(parseFilter('a Eq null AND b eq -1.5e3')).toEqual({
      kind: 'and',
      filters: [eq('a', null), eq('b', -1500)],
    });
    expect(parseFilter(String.raw`a eq "say \"hi\" \\ \u00e4 ] and ("`)).toEqual(
      eq('a', 'say "hi" \\ ä ] and ('),
    );
    expect(parseFilter('NOT(a pr)')).toEqual({ kind: 'not', filter: { kind: 'present', path: path('a') } });
  });

  test('splits the name of an attribute behind its URN, which holds dots and colons', () => {
    expect(parseFilter(`${enterprise}:manager.value eq "1"`)).toMatchObject({
      path: path('manager', 'value', enterprise),
    });
    expect(parseFilter('urn:ietf:params:scim:schemas:core:2.0:User:userName pr')).toEqual({
      kind: 'present',
      path: path('userName', null, 'urn:ietf:params:scim:schemas:core:2.0:User'),
    });
  });

  test('of Entra ID may compare a part of what a value path found', () => {
    const both: Filter = { kind: 'and', filters: [eq('type', 'work'), eq('value', 'ada@example.com')] };
    const expected = { kind: 'values', path: path('emails'), filter: both };
    expect(parseFilter('emails[type eq "work"].value eq "ada@example.com"')).toEqual(expected);
    expect(parseFilter('emails[type eq "work" and value eq "ada@example.com"]')).toEqual(expected);
  });

  test.each([
    '',
    ' ',
    'userName',
    'userName eq',
    'userName eq ada',
    "userName eq 'ada'",
    'userName eq "ada',
    'userName eq "ada" and',
    'userName eq "ada" userName pr',
    'userName is "ada"',
    'userName eq "a" xor userName eq "b"',
    'and userName pr',
    'not userName pr',
    '(userName pr',
    'userName pr)',
    'userName pr and()',
    'userName eq "\\x"',
    'userName eq "a\nb"',
    String.raw`userName eq "\u0000"`,
    String.raw`userName eq "\ud800"`,
    'userName eq 01',
    'userName eq 1.',
    'userName eq +1',
    'userName eq 1e999',
    'userName co 1',
    'userName sw null',
    'active gt true',
    'active le null',
    'emails[type eq "work"',
    'emails[]',
    'emails[type eq "work"].',
    'emails[type eq "work"].value',
    'emails[type eq "work"].a.b eq 1',
    'emails.type[value eq 1]',
    'emails[a[b eq 1]]',
    'emails[a.b eq 1]',
    'a.b.c eq 1',
    '.a eq 1',
    ':a eq 1',
    '1a eq 1',
    'a..b eq 1',
    'a eq "b"and c eq 1',
    'a eq [1]',
    'a pr; drop table users',
  ])('like %j is refused', (source) => {
    expect(refusalOf(() => parseFilter(source))).toBe('400 invalidFilter');
  });

  test('is refused when it is longer, deeper or wider than the limits, and taken at them', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`;
    const wide = (count: number) => Array.from({ length: count }, () => 'a pr').join(' or ');
    const long = (length: number) => `a eq "${'x'.repeat(length - 7)}"`;
    for (const source of [nested(33), wide(201), long(4097), 'not ('.repeat(800)])
      expect(refusalOf(() => parseFilter(source))).toBe('400 invalidFilter');
    for (const source of [nested(32), wide(200), long(4096)]) expect(parseFilter(source)).toBeTruthy();
  });

  test('of any text is read or refused, and nothing else', () => {
    const pieces = fc.constantFrom(
      'a',
      ' eq ',
      '"x"',
      '(',
      ')',
      '[',
      ']',
      ' and ',
      ' or ',
      'not ',
      '.',
      ' pr',
      '1',
      ':',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (source) => {
          expect(['400 invalidFilter', null]).toContain(refusalOf(() => parseFilter(source)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a path of a PATCH', () => {
  test('names an attribute, some of its values, and a part of them', () => {
    expect(parseValuePath('name.familyName')).toEqual({ path: path('name', 'familyName'), filter: null });
    expect(parseValuePath(`${enterprise}:department`)).toEqual({
      path: path('department', null, enterprise),
      filter: null,
    });
    expect(parseValuePath('emails[type eq "work"]')).toEqual({
      path: path('emails'),
      filter: eq('type', 'work'),
    });
    expect(parseValuePath('addresses[type eq "a]b"].postalCode')).toEqual({
      path: path('addresses', 'postalCode'),
      filter: eq('type', 'a]b'),
    });
  });

  test.each([
    '',
    ' ',
    'a b',
    'a.b.c',
    'a[b eq 1].',
    'a[b eq 1].c.d',
    'a[b eq 1]c',
    'a.b[c eq 1]',
    '[a eq 1]',
    ':a',
  ])('like %j is refused', (source) => {
    expect(refusalOf(() => parseValuePath(source))).toBe('400 invalidPath');
  });

  test('with a filter that cannot be read is refused as such', () => {
    expect(refusalOf(() => parseValuePath('emails[type is "work"].value'))).toBe('400 invalidFilter');
  });
});
