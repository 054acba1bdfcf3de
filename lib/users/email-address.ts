/** An address as it is stored and mailed to, and the key by which it is compared. */
export interface EmailAddress {
  readonly address: string;
  readonly key: string;
}

export type EmailProblem =
  | 'Enter an email address.'
  | 'Enter one address, like ada@example.com.'
  | 'Enter a single address.'
  | 'The address is too long.'
  | 'Only unaccented letters, digits and . _ + - are possible before the @.'
  | 'The part after the @ is not a domain, like example.com.';

/** RFC 5322 dot-atom without the characters that only confuse people and mail systems (quotes, comments, spaces). */
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** With spaces around it, of which nobody needs more; to look for the last of very many takes very long. */
const maximumSent = 1000;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads one address (product rule 2): trimmed, one only, no control characters, comments, quoted or non-ASCII local
 * part; the domain becomes its IDNA A-label in lower case and is mailed to in that form. Plus tags and dots are kept:
 * they are different addresses. Runs in the browser as well as on the server.
 */
export function parseEmailAddress(input: string): EmailAddress | EmailProblem {
  if (input.length > maximumSent) return 'The address is too long.';
  const text = input.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  if (text === '') return 'Enter an email address.';
  if (/[,;\s<>]/.test(text))
    return /[,;]|@[^@]*@/.test(text) ? 'Enter a single address.' : 'Enter one address, like ada@example.com.';
  const parts = text.split('@');
  const [local = '', domain = ''] = parts;
  if (parts.length !== 2 || !local || !domain) return 'Enter one address, like ada@example.com.';
  if (!localPart.test(local)) return 'Only unaccented letters, digits and . _ + - are possible before the @.';
  const ascii = toAsciiDomain(domain);
  if (!ascii) return 'The part after the @ is not a domain, like example.com.';
  if (local.length > 64 || local.length + ascii.length > 253) return 'The address is too long.';
  return { address: `${local}@${ascii}`, key: `${local.toLowerCase()}@${ascii}` };
}

/** The key of an address that was stored: the local part in ASCII lower case, the domain as it is. */
export function addressKey(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at).toLowerCase() + address.slice(at);
}

/** The domain of an address key. */
export function domainOf(key: string): string {
  return key.slice(key.lastIndexOf('@') + 1);
}

/** The A-label form in lower case (UTS 46, as the URL standard does it), or null for what is no public host name. */
export function toAsciiDomain(domain: string): string | null {
  if (/[\s/?#:@[\]\\%<>^|"'`{}()]/.test(domain) || hasControlCharacter(domain)) return null;
  const host = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length >= 2 && labels.every((part) => label.test(part)) && /[a-z]/.test(last) ? host : null;
}

function hasControlCharacter(text: string): boolean {
  return /\p{C}/u.test(text);
}
