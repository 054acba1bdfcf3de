import { escapeHtml } from '@/server/http/escape-html';

export interface ServiceProvider {
  readonly entityId: string;
  readonly acsUrl: string;
  /** Ours, in base64; null: the identity provider has nothing to encrypt for and no signature to check. */
  readonly certificate: string | null;
}

/** What decryption allows, the best first. */
const encryptionMethods = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
];

const nameIdFormats = [
  'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
];

/**
 * What an identity provider is told of us (Metadata section 2.4.4), the same at every time. Written by hand: node-saml's
 * has another ID at each call, and needs the private key to name its certificate. It does not announce that requests
 * are signed, which is a setting of the connection that may change.
 */
export function serviceProviderMetadata({ entityId, acsUrl, certificate }: ServiceProvider): string {
  const keys = certificate === null ? [] : [keyOf(certificate, 'signing'), keyOf(certificate, 'encryption')];
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${escapeHtml(entityId)}">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAssertionsSigned="true">
${keys.join('')}${nameIdFormats.map((format) => `    <md:NameIDFormat>${format}</md:NameIDFormat>\n`).join('')}    <md:AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${escapeHtml(acsUrl)}"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`;
}

function keyOf(certificate: string, use: 'signing' | 'encryption'): string {
  const methods = use === 'encryption' ? encryptionMethods : [];
  return `    <md:KeyDescriptor use="${use}">
      <ds:KeyInfo><ds:X509Data><ds:X509Certificate>${escapeHtml(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
${methods.map((method) => `      <md:EncryptionMethod Algorithm="${method}"/>\n`).join('')}    </md:KeyDescriptor>
`;
}
