import { X509Certificate } from 'node:crypto';
import type { SamlSettings } from '@/lib/connections/settings';
import type { Gate } from '@/lib/sso/asserted-identity';
import { refuse } from '@/lib/sso/steps';
import {
  attributeOf,
  childrenNamed,
  elementsWithin,
  isNamed,
  metadataNamespace,
  parseXml,
  protocolNamespace,
  signatureNamespace,
} from './xml';

/** What a connection takes from an identity provider's metadata. */
export interface IdpMetadata {
  readonly entityId: string;
  readonly ssoUrl: string;
  readonly ssoBinding: SamlSettings['idpSsoBinding'];
  readonly sloUrl: string | null;
  readonly nameIdFormat: SamlSettings['nameIdFormat'];
  /** Base64 of the DER; those that have not expired, each once. */
  readonly certificates: readonly string[];
}

/** ADFS lists every claim it knows in some 100 kB. */
export const maximumMetadataCharacters = 1_000_000;
/** What a parser looks to the end of the document for, or copies at every element, takes the square of its number. */
const markupLimits: readonly (readonly [RegExp, number])[] = [
  [/</g, 10_000],
  [/<[!?]/g, 200],
  [/\bxmlns\b/g, 1000],
  [/=\s{0,9}["']/g, 20_000],
];

/**
 * Reads what an identity provider exports: one entity, or the first of several that is an identity provider. Its own
 * signature is not looked at: it is believed because an admin chose it. Neither a DOCTYPE nor an expired document
 * passes.
 */
export function parseIdpMetadata(xml: string, now: Date): Gate<IdpMetadata> {
  if (xml.length > maximumMetadataCharacters || hasTooMuchMarkup(xml))
    return refuse('metadata-size', 'The metadata is too large for one identity provider.');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return refuse('no-doctype', 'The metadata holds a DOCTYPE.');
  const root = parseXml(xml.trim().replace(/^\ufeff/, ''));
  if (!root) return refuse('well-formed', 'The metadata is not well-formed XML.');
  const found = findProvider(root);
  if (!found) return refuse('identity-provider', 'It describes no SAML 2.0 identity provider.');
  const until = [root, found.entity, found.provider].map((element) => attributeOf(element, 'validUntil'));
  if (until.some((text) => text !== null && !(Date.parse(text) > now.getTime())))
    return refuse('valid-until', 'The metadata has expired. Export it anew.');
  return readProvider(found, now);
}

function hasTooMuchMarkup(xml: string): boolean {
  return markupLimits.some(([mark, most]) => (xml.match(mark)?.length ?? 0) > most);
}

interface Provider {
  readonly entity: Element;
  readonly provider: Element;
}

function findProvider(root: Element): Provider | null {
  for (const entity of elementsWithin(root)) {
    if (!isNamed(entity, metadataNamespace, 'EntityDescriptor')) continue;
    const provider = childrenNamed(entity, metadataNamespace, 'IDPSSODescriptor').find((one) =>
      attributeOf(one, 'protocolSupportEnumeration')?.split(/\s+/).includes(protocolNamespace),
    );
    if (provider) return { entity, provider };
  }
  return null;
}

function readProvider({ entity, provider }: Provider, now: Date): Gate<IdpMetadata> {
  const entityId = attributeOf(entity, 'entityID')?.trim();
  if (!entityId) return refuse('entity-id', 'It does not say its entity id.');
  const signOn = serviceOf(provider, 'SingleSignOnService');
  if (!signOn) return refuse('sso-url', 'It has no address to log in at by redirect or by POST.');
  const certificates = certificatesOf(provider);
  if (certificates.length === 0) return refuse('certificates', 'It has no certificate to sign with.');
  const current = certificates.filter(({ validTo }) => Date.parse(validTo) > now.getTime());
  if (current.length === 0) return refuse('certificates', 'Its certificates have expired.');
  const passed = {
    entityId,
    ssoUrl: signOn.url,
    ssoBinding: signOn.binding,
    sloUrl: serviceOf(provider, 'SingleLogoutService')?.url ?? null,
    nameIdFormat: nameIdFormatOf(provider),
    certificates: [...new Set(current.map(({ raw }) => raw.toString('base64')))],
  };
  return { ok: true, passed };
}

const bindings = [
  ['HTTP_REDIRECT', 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'],
  ['HTTP_POST', 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'],
] as const;

/** By redirect where both are offered: it needs no page in between. */
function serviceOf(provider: Element, name: string) {
  const services = childrenNamed(provider, metadataNamespace, name);
  for (const [binding, uri] of bindings) {
    const service = services.find(
      (one) => attributeOf(one, 'Binding') === uri && isWeb(attributeOf(one, 'Location')),
    );
    if (service) return { binding, url: (attributeOf(service, 'Location') ?? '').trim() };
  }
  return null;
}

function isWeb(location: string | null): boolean {
  const text = location?.trim() ?? '';
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** A key without a use is for everything (Metadata section 2.4.1.1). */
function certificatesOf(provider: Element): X509Certificate[] {
  return childrenNamed(provider, metadataNamespace, 'KeyDescriptor')
    .filter((key) => [null, 'signing'].includes(attributeOf(key, 'use')))
    .flatMap(elementsWithin)
    .filter((element) => isNamed(element, signatureNamespace, 'X509Certificate'))
    .flatMap((element) => parseCertificate(element.textContent ?? '') ?? []);
}

function parseCertificate(base64: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}

const nameIdFormats = [
  ['PERSISTENT', 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
  ['EMAIL', 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
] as const;

/** Only what it offers alone is asked for; what leaves it a choice is left to it. */
function nameIdFormatOf(provider: Element): IdpMetadata['nameIdFormat'] {
  const offered = childrenNamed(provider, metadataNamespace, 'NameIDFormat').map(({ textContent }) =>
    textContent?.trim(),
  );
  const [only, second] = new Set(offered);
  return nameIdFormats.find(([, uri]) => uri === only && second === undefined)?.[0] ?? 'UNSPECIFIED';
}
