import { expect, test } from 'vitest';
import { readScimPath } from './scim-path';

const base = '/api/v1/directories/dir-12345678901234567/scim/v2';

test.each([
  ['', ''],
  ['/', ''],
  ['//', ''],
  ['/Users', 'Users'],
  ['//Users/1//?count=1', 'Users/1'],
  ['/Users//1', 'Users//1'],
])('behind the base, %j is %j', (target, rest) => {
  expect(readScimPath(base + target)).toMatchObject({ base, rest });
});

test('very many slashes are read at once: anybody may send them', () => {
  const rest = `Users${'/'.repeat(200_000)}x`;
  expect(readScimPath(`${base}/${rest}`)?.rest).toBe(rest);
});
