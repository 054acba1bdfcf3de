import { constants } from 'node:crypto';
import { type Attack, altered, attacker, cut, evil, signedAssertion, signedResponse } from './attack';
import { assertionXml, base64, encrypted, responseXml, signed } from './documents';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const transform = (algorithm: string) => `<Transform Algorithm="${algorithm}"></Transform>`;
const transforms = '<Transforms>';

/** Truly signed with what is too weak, or says more than a signature of SAML may; then those that are not signed. */
const algorithms: readonly Attack[] = [
  {
    name: 'RSA with SHA-1',
    step: 'algorithms',
    forge: ({ idp }) =>
      base64(signed(responseXml(assertionXml()), 'Response', idp, { signatureAlgorithm: 'sha1' })),
  },
  {
    name: 'a digest of SHA-1',
    step: 'algorithms',
    forge: ({ idp }) =>
      base64(signed(responseXml(assertionXml()), 'Response', idp, { digestAlgorithm: 'sha1' })),
  },
  {
    name: 'a digest of SHA-1 at the assertion in a well signed response',
    step: 'algorithms',
    forge: ({ idp }) => {
      const inner = signed(assertionXml(), 'Assertion', idp, { digestAlgorithm: 'sha1' });
      return base64(signed(responseXml(inner), 'Response', idp));
    },
  },
  {
    name: 'inclusive canonicalization of what is signed',
    step: 'algorithms',
    forge: ({ idp }) => {
      const options = { xmlSignatureTransforms: [enveloped, inclusive] };
      return base64(signed(responseXml(assertionXml()), 'Response', idp, options));
    },
  },
  {
    name: 'inclusive canonicalization of the signature',
    step: 'algorithms',
    forge: (keys) =>
      altered(
        signedResponse(keys),
        `<CanonicalizationMethod Algorithm="${exclusive}"/>`,
        `<CanonicalizationMethod Algorithm="${inclusive}"/>`,
      ),
  },
  {
    name: 'canonicalization that keeps comments',
    step: 'algorithms',
    forge: ({ idp }) => {
      const options = { xmlSignatureTransforms: [enveloped, `${exclusive}WithComments`] };
      return base64(signed(responseXml(assertionXml()), 'Response', idp, options));
    },
  },
  {
    name: 'a MAC with the public certificate as its key',
    step: 'algorithms',
    forge: (keys) => altered(signedResponse(keys), 'xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256'),
  },
  ...['http://www.w3.org/TR/1999/REC-xpath-19991116', 'http://www.w3.org/TR/1999/REC-xslt-19991116'].map(
    (algorithm) => ({
      name: `a transform that chooses or rewrites: ${algorithm}`,
      step: 'algorithms',
      forge: (keys: Parameters<Attack['forge']>[0]) =>
        altered(signedResponse(keys), transforms, transforms + transform(algorithm)),
    }),
  ),
  {
    name: 'parameters of the signature method',
    step: 'algorithms',
    forge: (keys) =>
      altered(
        signedResponse(keys),
        /(<SignatureMethod [^>]*)\/>/,
        '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"><HMACOutputLength>1</HMACOutputLength></SignatureMethod>',
      ),
  },
];

const shapes: readonly Attack[] = [
  {
    name: 'a second SignedInfo before the signed one',
    step: 'signature-shape',
    forge: (keys) => {
      const info = cut(signedResponse(keys), 'SignedInfo');
      return altered(signedResponse(keys), info, info + info);
    },
  },
  {
    name: 'a second SignatureValue',
    step: 'signature-shape',
    forge: (keys) =>
      altered(
        signedResponse(keys),
        '<SignatureValue>',
        '<SignatureValue>AAAA</SignatureValue><SignatureValue>',
      ),
  },
  {
    name: 'a second DigestValue',
    step: 'signature-shape',
    forge: (keys) =>
      altered(signedResponse(keys), '<DigestValue>', '<DigestValue>AAAA</DigestValue><DigestValue>'),
  },
  {
    name: 'a comment in the DigestValue',
    step: 'no-doctype',
    forge: (keys) => altered(signedResponse(keys), '<DigestValue>', '<DigestValue><!--AAAA-->'),
  },
  {
    name: 'two references',
    step: 'signature-shape',
    forge: (keys) => {
      const reference = cut(signedResponse(keys), 'Reference');
      return altered(
        signedResponse(keys),
        reference,
        reference + reference.replace('#_response', '#_assertion'),
      );
    },
  },
  {
    name: 'a reference to the whole document',
    step: 'reference',
    forge: (keys) => altered(signedResponse(keys), 'URI="#_response"', 'URI=""'),
  },
  {
    name: 'a reference to another document',
    step: 'reference',
    forge: (keys) =>
      altered(signedResponse(keys), 'URI="#_response"', 'URI="https://attacker.example.com/signed.xml"'),
  },
  {
    name: 'a signature method hidden in KeyInfo',
    step: 'signature-shape',
    forge: (keys) =>
      altered(signedResponse(keys), '<KeyInfo>', '<KeyInfo><SignatureMethod Algorithm="urn:x"/>'),
  },
  {
    name: 'two signatures of the same response',
    step: 'known-parts',
    forge: (keys) => {
      const signature = cut(signedResponse(keys), 'Signature');
      return altered(signedResponse(keys), signature, signature + signature);
    },
  },
  {
    name: 'a signature in the subject',
    step: 'signature-shape',
    forge: (keys) => {
      const signature = cut(signedAssertion(keys), 'Signature');
      return base64(
        signedAssertion(keys)
          .replace(signature, '')
          .replace('</saml:Subject>', `${signature}</saml:Subject>`),
      );
    },
  },
];

const unsigned: readonly Attack[] = [
  { name: 'nothing is signed', step: 'signature', forge: () => base64(responseXml(evil())) },
  {
    name: 'the signature was taken out',
    step: 'signature',
    forge: (keys) => altered(signedResponse(keys), cut(signedResponse(keys), 'Signature'), ''),
  },
  ...(['Response', 'Assertion'] as const).map((element) => ({
    name: `the ${element.toLowerCase()} signed by another key, which KeyInfo names`,
    step: 'signature',
    forge: (keys: Parameters<Attack['forge']>[0]) =>
      base64(signed(responseXml(evil()), element, keys.attacker)),
  })),
  {
    name: 'signed by another key, with the pinned certificate in KeyInfo',
    step: 'signature',
    forge: ({ attacker: thief, idp }) =>
      base64(signed(responseXml(evil()), 'Response', { ...thief, certificate: idp.certificate })),
  },
  {
    name: 'an empty signature value',
    step: 'signature',
    forge: (keys) => altered(signedResponse(keys), /(?<=<SignatureValue>)[^<]+/, ''),
  },
  {
    name: 'a well signed assertion in a response that another key signed',
    step: 'signature',
    forge: (keys) => base64(signed(signedAssertion(keys), 'Response', keys.attacker)),
  },
  {
    name: 'an assertion that another key signed in a well signed response',
    step: 'signature',
    forge: ({ idp, attacker: thief }) =>
      base64(signed(responseXml(signed(evil(), 'Assertion', thief)), 'Response', idp)),
  },
  {
    name: 'only the assertion is signed where the response must be',
    step: 'signature',
    settings: { signing: 'RESPONSE' },
    forge: (keys) => base64(signedAssertion(keys)),
  },
  {
    name: 'only the response is signed where the assertion must be',
    step: 'signature',
    settings: { signing: 'ASSERTION' },
    forge: (keys) => base64(signedResponse(keys)),
  },
  ...(['Response', 'Assertion'] as const).map((element) => ({
    name: `only the ${element.toLowerCase()} is signed where both must be`,
    step: 'signature',
    settings: { signing: 'RESPONSE_AND_ASSERTION' },
    forge: ({ idp }: Parameters<Attack['forge']>[0]) =>
      base64(signed(responseXml(assertionXml()), element, idp)),
  })),
];

const rsa15 = { method: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5', padding: constants.RSA_PKCS1_PADDING };

const encryption: readonly Attack[] = [
  {
    name: 'not encrypted where it must be',
    step: 'encryption',
    settings: { encryptionRequired: true },
    forge: (keys) => base64(signedResponse(keys)),
  },
  {
    name: 'encrypted for somebody else',
    step: 'decryption',
    forge: (keys) => base64(responseXml(encrypted(evil(), keys.attacker.certificate))),
  },
  {
    name: 'the key hidden with RSA 1.5',
    step: 'encryption-algorithms',
    forge: ({ own }) => base64(responseXml(encrypted(evil(), own.certificate, 'aes-256-gcm', rsa15))),
  },
  {
    name: 'encrypted with Triple DES',
    step: 'encryption-algorithms',
    forge: ({ own }) => base64(responseXml(encrypted(evil(), own.certificate, 'des-ede3-cbc'))),
  },
  {
    name: 'encrypted, and signed by nobody',
    step: 'signature',
    forge: ({ own }) => base64(responseXml(encrypted(evil(), own.certificate))),
  },
  {
    name: 'encrypted, and signed by another key',
    step: 'signature',
    forge: (keys) =>
      base64(responseXml(encrypted(signed(evil(), 'Assertion', keys.attacker), keys.own.certificate))),
  },
  {
    name: 'encrypted anew into a signed response',
    step: 'signature',
    forge: (keys) => {
      const honest = encrypted(assertionXml(), keys.own.certificate);
      const forged = encrypted(evil(), keys.own.certificate);
      return altered(
        signed(responseXml(honest), 'Response', keys.idp),
        honest.match(/<xenc:.*(?=<\/saml)/)?.[0] ?? '',
        forged.match(/<xenc:.*(?=<\/saml)/)?.[0] ?? '',
      );
    },
  },
  {
    name: 'the signed assertion inside of another one, encrypted',
    step: 'one-assertion',
    forge: (keys) => {
      const wrapped = evil({ extra: signed(assertionXml(), 'Assertion', keys.idp) });
      return base64(responseXml(encrypted(wrapped, keys.own.certificate)));
    },
  },
  {
    name: 'RSA with SHA-1, encrypted',
    step: 'algorithms',
    forge: ({ idp, own }) => {
      const weak = signed(assertionXml(), 'Assertion', idp, { signatureAlgorithm: 'sha1' });
      return base64(responseXml(encrypted(weak, own.certificate)));
    },
  },
  ...[
    ['a DOCTYPE', `<!DOCTYPE a>${assertionXml()}`],
    ['a comment in the name', evil({ nameId: `${attacker}<!---->.example.com` })],
    ['two assertions', assertionXml() + evil()],
    ['no XML', 'nothing'],
  ].map(([name, content = '']) => ({
    name: `${name}, encrypted`,
    step: 'decryption',
    forge: ({ own }: Parameters<Attack['forge']>[0]) =>
      base64(responseXml(encrypted(content, own.certificate))),
  })),
];

export const signatureAttacks: readonly Attack[] = [...algorithms, ...shapes, ...unsigned, ...encryption];
