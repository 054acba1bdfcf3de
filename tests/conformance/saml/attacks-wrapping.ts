import { type Attack, altered, attacker, cut, evil, signedAssertion, signedResponse, victim } from './attack';
import { assertionXml, base64, responseXml } from './documents';

/** The response as it was signed, without its signature, and that signature (Somorovsky and others, 2012). */
function takeApart(xml: string, name: 'Response' | 'Assertion') {
  const signature = cut(xml, 'Signature');
  const unsigned = xml.replace(signature, '');
  return { signature, original: name === 'Response' ? unsigned : cut(unsigned, 'Assertion') };
}

const evilResponse = (content: string) =>
  responseXml(content).replace('ID="_response"', 'ID="_evil_response"');
const intoSignature = (signature: string, content: string) =>
  signature.replace('</Signature>', `${content}</Signature>`);

/** Signature wrapping in its eight classical forms: what is signed stays, somewhere; what is read is another. */
const classical: readonly Attack[] = [
  {
    name: 'XSW1: the signed response inside of the signature of another one',
    step: 'one-response',
    forge: (keys) => {
      const { signature, original } = takeApart(signedResponse(keys), 'Response');
      return base64(evilResponse(intoSignature(signature, original) + evil()));
    },
  },
  {
    name: 'XSW2: the signed response beside its signature in another one',
    step: 'one-response',
    forge: (keys) => {
      const { signature, original } = takeApart(signedResponse(keys), 'Response');
      return base64(evilResponse(original + signature + evil()));
    },
  },
  {
    name: 'XSW3: another assertion before the signed one',
    step: 'one-assertion',
    forge: (keys) => base64(responseXml(evil() + cut(signedAssertion(keys), 'Assertion'))),
  },
  {
    name: 'XSW4: the signed assertion inside of another one',
    step: 'one-assertion',
    forge: (keys) => base64(responseXml(evil({ extra: cut(signedAssertion(keys), 'Assertion') }))),
  },
  {
    name: 'XSW5: the signature in another assertion, what it signed behind that',
    step: 'one-assertion',
    forge: (keys) => {
      const { signature, original } = takeApart(signedAssertion(keys), 'Assertion');
      return base64(responseXml(evil({ extra: signature }) + original));
    },
  },
  {
    name: 'XSW6: the signature in another assertion, what it signed inside of the signature',
    step: 'one-assertion',
    forge: (keys) => {
      const { signature, original } = takeApart(signedAssertion(keys), 'Assertion');
      return base64(responseXml(evil({ extra: intoSignature(signature, original) })));
    },
  },
  {
    name: 'XSW7: another assertion in Extensions',
    step: 'known-parts',
    forge: (keys) => {
      const extensions = `<samlp:Extensions>${evil()}</samlp:Extensions>`;
      return base64(responseXml(extensions + cut(signedAssertion(keys), 'Assertion')));
    },
  },
  {
    name: 'XSW8: what was signed in an Object of the signature of another assertion',
    step: 'one-assertion',
    forge: (keys) => {
      const { signature, original } = takeApart(signedAssertion(keys), 'Assertion');
      return base64(responseXml(evil({ extra: intoSignature(signature, `<Object>${original}</Object>`) })));
    },
  },
];

/** The same, with what a check of names alone would not see. */
const variations: readonly Attack[] = [
  {
    name: 'the honest assertion signed, another one parked in Extensions behind it',
    step: 'known-parts',
    forge: (keys) =>
      altered(
        signedAssertion(keys),
        '</samlp:Response>',
        `<samlp:Extensions>${evil()}</samlp:Extensions></samlp:Response>`,
      ),
  },
  {
    name: 'another assertion of a namespace of its own',
    step: 'known-parts',
    forge: (keys) =>
      altered(
        signedAssertion(keys),
        '</samlp:Response>',
        `<x:Assertion xmlns:x="urn:x" ID="_x"></x:Assertion></samlp:Response>`,
      ),
  },
  {
    name: 'another assertion in the advice of the signed one',
    step: 'one-assertion',
    forge: (keys) =>
      base64(signedResponse(keys, assertionXml({ extra: `<saml:Advice>${evil()}</saml:Advice>` }))),
  },
  {
    name: 'an encrypted assertion beside the signed one',
    step: 'one-assertion',
    forge: (keys) => {
      const encrypted = '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>';
      return altered(signedAssertion(keys), '</samlp:Response>', `${encrypted}</samlp:Response>`);
    },
  },
  {
    name: 'the signature of an assertion at the response',
    step: 'reference',
    forge: (keys) => {
      const { signature } = takeApart(signedAssertion(keys), 'Assertion');
      return base64(responseXml(signature + evil()));
    },
  },
  {
    name: 'an assertion with the ID of the signed response',
    step: 'unique-ids',
    forge: (keys) =>
      altered(signedResponse(keys), cut(signedResponse(keys), 'Assertion'), evil({ id: '_response' })),
  },
  {
    name: 'the signature of another login in a new assertion with the same ID',
    step: 'signature',
    forge: (keys) => {
      const { signature } = takeApart(signedAssertion(keys), 'Assertion');
      return base64(responseXml(evil({ id: '_assertion', extra: signature })));
    },
  },
  {
    name: 'another name in what was signed',
    step: 'signature',
    forge: (keys) => altered(signedAssertion(keys), victim, attacker),
  },
];

/** What parsers read differently, by which libraries were passed in 2025 and later. */
const differentials: readonly Attack[] = [
  ...(
    [
      ['an ID with a prefix beside the ID', ' samlp:ID="_other"', 'unique-ids'],
      ['an xml:id beside the ID', ' xml:id="_assertion"', 'unique-ids'],
      ['an Id beside the ID', ' Id="_assertion"', 'unique-ids'],
      ['an id with the prefix of another namespace', ' xmlns:x="urn:x" x:id="_assertion"', 'unique-ids'],
    ] as const
  ).map(([name, attribute, step]) => ({
    name,
    step,
    forge: (keys: Parameters<Attack['forge']>[0]) =>
      altered(signedAssertion(keys), 'ID="_assertion"', `ID="_assertion"${attribute}`),
  })),
  {
    name: 'an ID that would reach into an XPath',
    step: 'unique-ids',
    forge: (keys) => altered(signedAssertion(keys), 'ID="_assertion"', `ID="_a' or '1'='1"`),
  },
  {
    name: 'the assertion in no namespace, which a search by name alone would find',
    step: 'known-parts',
    forge: (keys) =>
      base64(
        signedResponse(keys).replaceAll(
          'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID',
          'xmlns:saml="urn:other" ID',
        ),
      ),
  },
  {
    name: 'a namespace that is not absolute, at which canonicalization gives up with nothing (void canonicalization)',
    step: 'signature',
    forge: (keys) => altered(signedResponse(keys), ' Version="2.0"', ' xmlns:ns="1" ns:a="2" Version="2.0"'),
  },
  {
    name: 'the digest of nothing, for a canonicalization that gives nothing',
    step: 'signature',
    forge: (keys) =>
      altered(
        signedResponse(keys),
        /(?<=<DigestValue>)[^<]+/,
        '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      ),
  },
  {
    name: 'an attribute that is there twice',
    step: 'well-formed',
    forge: (keys) => altered(signedAssertion(keys), 'ID="_assertion"', 'ID="_evil" ID="_assertion"'),
  },
];

export const wrappingAttacks: readonly Attack[] = [...classical, ...variations, ...differentials];
