import type { Gate } from '@/lib/sso/asserted-identity';
import { firstRefusal, type Refusal, refuse } from '@/lib/sso/steps';

/** Of base64. A response with a few hundred groups has some 60,000. */
export const maximumResponseCharacters = 256 * 1024;
/** Some seven hundred groups, each with the namespaces of its type: XPath and canonicalization take the square of them. */
const maximumElements = 800;
const maximumAttributes = 4000;

export const responseTooLarge = refuse(
  'response-size',
  `The response is longer than ${maximumResponseCharacters} characters. Have the identity provider send fewer groups.`,
);

/**
 * The XML of a posted response (Bindings section 3.5.4), before anything parses it: bounded, one reading of the base64,
 * UTF-8, and no markup beside elements, which is where parsers differ and entities grow.
 */
export function readResponseText(posted: string): Gate<string> {
  if (posted.length > maximumResponseCharacters) return responseTooLarge;
  const bytes = decodeBase64(posted);
  if (!bytes) return refuse('base64', 'The response is not in base64.');
  const text = decodeUtf8(bytes);
  if (text === null) return refuse('utf-8', 'The response is not text in UTF-8.');
  return checkMarkup(text) ?? { ok: true, passed: text };
}

/** The steps that look at the characters alone; those of a decrypted assertion as well. */
export function checkMarkup(text: string): Refusal | null {
  return firstRefusal(
    { 'part-count': fewParts, 'no-doctype': onlyElements, characters: allowedCharacters },
    text,
  );
}

/** Only white space may be left out of account (RFC 4648 section 3.3): Node would skip everything. */
function decodeBase64(posted: string): Buffer | null {
  const text = posted.replaceAll(/[\t\n\r ]/g, '');
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : null;
}

/** The text of bytes that are UTF-8; null for any others. */
export function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function fewParts(text: string): string | null {
  const elements = text.match(/<[^/!?]/g)?.length ?? 0;
  if (elements > maximumElements) return `It has more than ${maximumElements} elements.`;
  const attributes = text.match(/=\s*["']/g)?.length ?? 0;
  return attributes > maximumAttributes ? `It has more than ${maximumAttributes} attributes.` : null;
}

function onlyElements(text: string): string | null {
  const body = text.replace(
    /^<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>/i,
    '',
  );
  const found = body.match(/<!(?:DOCTYPE|--|\[CDATA\[)?|<\?/i)?.[0];
  return found
    ? `It holds ${names[found.toUpperCase()] ?? 'a markup declaration'}, which no response needs.`
    : null;
}

const names: Readonly<Record<string, string>> = {
  '<!DOCTYPE': 'a DOCTYPE',
  '<!--': 'a comment',
  '<![CDATA[': 'a CDATA section',
  '<?': 'a processing instruction',
};

/** XML 1.0 section 2.2, where the parser is more lenient. */
function allowedCharacters(text: string): string | null {
  const refers = [...text.matchAll(/&#(x?)([0-9a-f]+);/gi)].map(([, hex, digits = '']) =>
    Number.parseInt(digits, hex ? 16 : 10),
  );
  const points = refers.map((point) => (point <= 0x10ffff ? String.fromCodePoint(point) : '\0'));
  return forbidden.test(text) || forbidden.test(points.join(' '))
    ? 'It holds a character that XML does not allow.'
    : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/u;
