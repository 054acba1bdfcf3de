import { expect, test } from 'vitest';
import { clientRefSchema } from './client.schema';

test.each([
  ['cli_1000000000000000001', true],
  ['m2morg_1000000000000000001', true],
  ['my-app.staging~2', true],
  ['a'.repeat(100), true],
  ['', false],
  ['a'.repeat(101), false],
  ['%00', false],
  ['my\0app', false],
  ['my app', false],
])('the id of a client may be %j: %s', (clientId, isOne) => {
  expect(clientRefSchema.safeParse({ clientId }).success).toBe(isOne);
});
