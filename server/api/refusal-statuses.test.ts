import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { refusalStatuses } from './refusal-statuses';
import { restRoutes } from './rest-routes';
import { implementations } from './services';

const sources = new Map(
  globSync('{lib,server/api}/**/*.ts')
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => [path, readFileSync(path, 'utf8').replace(/import type [^;]*;/g, '')]),
);

/** The files that the names of a file come from. */
function importsOf(file: string): Map<string, string> {
  const found = (sources.get(file) ?? '').matchAll(/import \{([^}]*)\} from '(@\/|\.[^']*\/)([^']*)'/g);
  return new Map(
    [...found].flatMap(([, names = '', base = '', rest = '']) => {
      const path = normalize(base === '@/' ? `${rest}.ts` : `${join(dirname(file), base, rest)}.ts`);
      return names.split(',').map((name) => [name.trim(), path] as const);
    }),
  );
}

function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const path of importsOf(file).values()) reach(path, seen);
  return seen;
}

/** What stands in a file by name: its calls and its functions. */
function partsOf(source: string): Map<string, string> {
  const starts = /\n(?: {2}(?:async )?(?=\w+(?:\(ctx|: \(ctx))|(?:export )?(?:async )?function (?=\w))/;
  return new Map(source.split(starts).map((part) => [/^\w+/.exec(part)?.[0] ?? '', part] as const));
}

/** Everything that a call of that file uses. */
function usedBy(file: string, call: string): string[] {
  const [parts, imports] = [partsOf(sources.get(file) ?? ''), importsOf(file)];
  const wordsOf = (name: string) => parts.get(name)?.match(/\w+/g)?.slice(1) ?? [];
  const words = new Set(wordsOf(call));
  for (const word of words) if (!imports.has(word)) for (const next of wordsOf(word)) words.add(next);
  return [...words].flatMap((word) => [...reach(imports.get(word) ?? '')]);
}

/** Shares its code with the roles of organizations, whose number has a limit. */
const neverCollides = ['createRole'];

test('409 is listed for the calls that reach a refusal that is 409, and for no other', () => {
  const collides = /refuse\(\s*'(?:conflict|already_member|already_invited)'|\['already_(?:member|invited)'/;
  const services = [...sources].filter(([, text]) => text.includes(': Handlers<typeof'));
  const calls = restRoutes(implementations).filter(
    ({ implementation, method }) => implementation.handlers[method.localName],
  );
  for (const route of calls) {
    const call = route.method.localName;
    const [file = ''] = services.find(([, text]) => partsOf(text).has(call)) ?? [];
    const own = partsOf(sources.get(file) ?? '').get(call) ?? '';
    const used = usedBy(file, call).map((path) => sources.get(path) ?? '');
    const reached = [own, ...used].some((text) => collides.test(text));
    const listed = refusalStatuses(route).includes(409);
    expect.soft([call, listed]).toEqual([call, reached && !neverCollides.includes(call)]);
  }
});
