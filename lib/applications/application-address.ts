import type { ApplicationType } from './application';

/** The addresses at which an application is called back. */
export interface ApplicationAddresses {
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backChannelLogoutUris: readonly string[];
  readonly initiateLoginUri: string | null;
}

type Use = keyof ApplicationAddresses;

const lengthMaximum = 2000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];
const wanted = 'Write the whole address, like https://app.example.com/callback.';

/**
 * What is wrong with each address, as sentences by the path of its field (`redirectUris.1`); empty when nothing is.
 * Addresses are compared as they are written (RFC 9700 section 2.1), so each must be written as a browser would write it.
 */
export function findAddressProblems(
  type: ApplicationType,
  addresses: { readonly [U in Use]?: ApplicationAddresses[U] | undefined },
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const use of ['redirectUris', 'postLogoutRedirectUris', 'backChannelLogoutUris'] as const) {
    const list = addresses[use] ?? [];
    list.forEach((address, index) => {
      const isRepeated = list.indexOf(address) < index;
      const problem = isRepeated ? 'It stands above already.' : findProblem(address, use, type);
      if (problem) problems[`${use}.${index}`] = problem;
    });
  }
  const start = addresses.initiateLoginUri;
  const problem = start ? findProblem(start, 'initiateLoginUri', type) : null;
  if (problem) problems.initiateLoginUri = problem;
  return problems;
}

function findProblem(text: string, use: Use, type: ApplicationType): string | null {
  if (text.length > lengthMaximum) return `At most ${lengthMaximum} characters.`;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return wanted;
  if (!/^[!-~]+$/.test(text) || /[\\"<>^`{|}]/.test(text))
    return 'An address has no spaces, backslashes or characters that have to be encoded.';
  if (text.includes('*')) return 'A wildcard would match too much: list each address.';
  if (text.includes('#')) return 'Leave out the fragment, from # on.';
  if (!URL.canParse(text)) return wanted;
  const url = new URL(text);
  if (url.username || url.password) return 'Leave out the user name and password.';
  if (/^https?:$/.test(url.protocol)) return findWebProblem(text, url) ?? findDeviceProblem(url, use, type);
  return isOwnScheme(url.protocol, use, type) ? findSpellingProblem(text, url) : schemeProblem(use, type);
}

function findWebProblem(text: string, url: URL): string | null {
  if (url.protocol === 'http:' && !loopback.includes(url.hostname))
    return 'Use https. Only localhost, 127.0.0.1 and [::1] may do without.';
  return findSpellingProblem(text, url);
}

/** Nobody has a certificate for a device, and the port is not known before (RFC 8252 section 7.3). */
function findDeviceProblem({ protocol, hostname }: URL, use: Use, type: ApplicationType): string | null {
  const isOnDevice = type === 'native' && use === 'redirectUris' && loopback.includes(hostname);
  return isOnDevice && protocol === 'https:' ? 'Use http for localhost, 127.0.0.1 and [::1].' : null;
}

/** `https:example.com`, `https://EXAMPLE.com` and `/a/../b` are read by browsers as something that is not written. */
function findSpellingProblem(text: string, { href, pathname, search }: URL): string | null {
  const withoutPath = pathname === '/' && search === '' ? href.slice(0, -1) : href;
  return text === href || text === withoutPath ? null : `Browsers read it as ${href}: write it that way.`;
}

/** A scheme of one's own is the reverse of a domain of one's own (RFC 8252 section 7.1), so it holds a dot. */
function isOwnScheme(protocol: string, use: Use, type: ApplicationType): boolean {
  const isCalledBack = use === 'redirectUris' || use === 'postLogoutRedirectUris';
  return type === 'native' && isCalledBack && protocol.includes('.');
}

function schemeProblem(use: Use, type: ApplicationType): string {
  const isCalledBack = use === 'redirectUris' || use === 'postLogoutRedirectUris';
  if (type !== 'native' || !isCalledBack) return 'The address begins with https://.';
  return 'Use https, or a scheme made of a domain of yours, like com.example.app:/callback.';
}
