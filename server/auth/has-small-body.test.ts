import { expect, test } from 'vitest';
import { hasSmallBody } from './has-small-body';

function ask(method: string, headers: Record<string, string> = {}): boolean {
  return hasSmallBody({ method, headers: new Headers(headers) });
}

test('a body that says that it is large, or does not say how large it is, is not small', () => {
  expect(ask('POST', { 'content-length': '16384' })).toBe(true);
  expect(ask('POST', { 'content-length': '16385' })).toBe(false);
  expect(ask('POST', { 'content-length': 'NaN' })).toBe(false);
  expect(ask('POST', { 'transfer-encoding': 'chunked' })).toBe(false);
  expect(ask('GET')).toBe(true);
});
