import { getVerifiedXml } from '@node-saml/node-saml/lib/xml';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { usableKeys, verifySignature } from '@/server/sso/saml/verify-signature';
import { assertionNamespace, childrenNamed, parseCanonicalXml, parseXml } from '@/server/sso/saml/xml';
import { pemOf } from '../../fakes/saml-response';
import { assertionXml, now, responseXml, signed } from './documents';
import { type Keys, makeKeys, posted } from './world';

let keys: Keys;
beforeAll(async () => {
  keys = await makeKeys();
});

const name = fc.constantFrom('a', 'b', 'c', 'xs');
const text = fc.string({
  unit: fc.constantFrom(
    'x',
    'é',
    '😀',
    ' ',
    '\n',
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&#9;',
    '&#10;',
    '&#13;',
  ),
  maxLength: 8,
});

/** Elements with prefixes and default namespaces, declared here and there, used and not. */
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .record({
      prefix: fc.option(name, { nil: '' }),
      declared: fc.uniqueArray(name),
      own: fc.option(name, { nil: '' }),
      value: text,
      content: tie('content'),
    })
    .map(({ prefix, declared, own, value, content }) => {
      const all = [...new Set([...declared, ...[prefix, own].filter((one) => one !== '')])];
      const namespaces = all.map((one) => ` xmlns:${one}="urn:${one}${declared.length}"`).join('');
      const around = value.length % 2 === 0 ? ' xmlns="urn:d"' : '';
      const attributes = ` z="${value}"${own === '' ? '' : ` ${own}:y="${value}"`}`;
      const tag = prefix === '' ? 'e' : `${prefix}:e`;
      return `<${tag}${around}${namespaces}${attributes}>${content}</${tag}>`;
    }),
  content: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.array(tie('element'), { maxLength: 3 }).map((parts) => parts.join('')),
  ),
}));

test('what a signature covers is what node-saml says that it covers, byte by byte', () => {
  const pinned = usableKeys(posted(keys, '').connection.certificates, now);
  if (!pinned.ok) throw new Error('There are no keys.');
  const change = fc.constantFrom<[string, string]>(
    ['', ''],
    ['z=', 'w='],
    ['urn:', 'urm:'],
    ['x', 'y'],
    ['<e', '<f'],
    ['ada@', 'eve@'],
  );
  let same = 0;
  fc.assert(
    fc.property(
      element,
      fc.constantFrom('Response' as const, 'Assertion' as const),
      change,
      (extra, part, [from, to]) => {
        const attributes = `<saml:AttributeStatement><saml:Attribute Name="g"><saml:AttributeValue>${extra}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`;
        const xml = signed(responseXml(assertionXml({ attributes })), part, keys.idp);
        const at = from === '' ? -1 : xml.lastIndexOf(from);
        const altered = at < 0 ? xml : xml.slice(0, at) + to + xml.slice(at + from.length);
        const root = parseXml(altered);
        if (!root) return;
        const owner = part === 'Response' ? root : childrenNamed(root, assertionNamespace, 'Assertion')[0];
        if (!owner) return;
        const theirs = getVerifiedXml(altered, owner, [pemOf(keys.idp.certificate)]);
        const ours = verifySignature(owner, pinned.passed);
        expect(ours.ok ? ours.passed.toString() : null).toBe(theirs && parseCanonicalXml(theirs)?.toString());
        if (ours.ok) same += 1;
      },
    ),
    { numRuns: 50 },
  );
  expect(same).toBeGreaterThan(5);
});
