import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { callNotes } from '@/server/api/call-notes';
import { implementations } from '@/server/api/services';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';

interface Description {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Record<
    string,
    Record<string, { operationId: string; description?: string; tags: string[] }>
  >;
}

const database = useDatabase();
let api: RunningApi;
let page: string;
let description: Description;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
  page = await (await fetch(`${api.url}/docs/api`)).text();
  description = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as Description;
});
afterAll(() => api.stop());

const operations = () =>
  Object.entries(description.paths).flatMap(([path, verbs]) =>
    Object.values(verbs).map((operation) => ({ path, ...operation })),
  );

describe('the reference page', () => {
  test('has every call of the OpenAPI document once, with its address, and a place in the contents', () => {
    for (const { operationId } of operations()) {
      expect(page.split(`<article id="${operationId}"`)).toHaveLength(2);
      expect(page).toContain(`<li><a href="#${operationId}">`);
    }
    expect(page.match(/<article /g)).toHaveLength(operations().length);
    const shown = page.replaceAll('<wbr>', '').replace(/<span class="parameter">([^<]*)<\/span>/g, '$1');
    for (const { path } of operations()) expect(shown).toContain(`<code>${path}</code>`);
  });

  test('says of every call and every service what it is for, and of no call that is not answered', () => {
    expect(operations().filter((operation) => !operation.description)).toEqual([]);
    const tags = description.tags.map(({ name }) => name);
    expect(operations().filter((operation) => !tags.includes(operation.tags[0] ?? ''))).toEqual([]);
    const answered = implementations.flatMap(({ service, handlers }) =>
      service.methods
        .filter(({ localName }) => handlers[localName])
        .map(({ name }) => `${service.name}.${name}`),
    );
    expect(Object.keys(callNotes).sort()).toEqual(answered.sort());
  });

  test('needs no script, and fetches nothing but its own stylesheet and icon', async () => {
    expect(page).not.toMatch(/<script|\son\w+=|javascript:/i);
    const fetched = [...page.matchAll(/<(?:link|img|iframe)\b[^>]*?(?:href|src)="([^"]*)"/g)];
    expect(fetched.map(([, address]) => address)).toEqual(['/icon.svg', '/docs/api/reference.css']);
    const style = await fetch(`${api.url}/docs/api/reference.css`);
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  test('is opened by anybody, by GET alone', async () => {
    const answer = await fetch(`${api.url}/docs/api`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const posted = await fetch(`${api.url}/docs/api`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
