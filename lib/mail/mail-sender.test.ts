import { expect, test } from 'vitest';
import { formatSender } from './mail-sender';

test.each([
  ['Northwind', 'Northwind <a@example.com>'],
  ['', 'a@example.com'],
  ['Acme, Inc.', '"Acme, Inc." <a@example.com>'],
  ['Müller & Söhne', 'Müller & Söhne <a@example.com>'],
  ['Eve" <eve@example.com>\r\nBcc: x', '"Eve eve@example.com Bcc: x" <a@example.com>'],
])('the sender named %j is written %j', (name, header) => {
  expect(formatSender(name, 'a@example.com')).toBe(header);
});
