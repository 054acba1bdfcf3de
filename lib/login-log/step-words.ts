/** A step of a login in words: what was looked at, and what an admin can do where it refused. */
export interface StepWords {
  readonly label: string;
  /** What the label does not say by itself. */
  readonly about: string | null;
  /** Null: there is nothing that could be set otherwise. */
  readonly fix: string | null;
}

/** The words of a step by its name; one that has none is read as it is named. */
export function wordsOfStep(name: string): StepWords {
  const [label = readName(name), fix = null, about = null] = Object.hasOwn(words, name)
    ? (words[name] ?? [])
    : [];
  return { label, about, fix };
}

/** What these steps looked at, in order and each label once. */
export function checksOfSteps(names: readonly string[]): readonly StepWords[] {
  const checks = names.map(wordsOfStep);
  return checks.filter(({ label }, index) => checks.findIndex((other) => other.label === label) === index);
}

function readName(name: string): string {
  const text = name.replaceAll(/[-_]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Words = readonly [label: string, fix?: string, about?: string];

const readable: Words = [
  'Readable answer',
  'The identity provider sent something that is no SAML response. Check that it speaks SAML 2.0 with this connection.',
];
const shape: Words = [
  'Form of the answer',
  'The identity provider answers otherwise than SAML 2.0 has it. Begin again; if it stays so, ask its support.',
  'One response with one assertion, and nothing that could hide a second one.',
];
const strength: Words = [
  'Kind of signature',
  'Choose RSA with SHA-256, for signature and digest, at the identity provider.',
  'By which algorithms the answer is signed.',
];
const certificate =
  'Read the identity provider’s metadata again, or add its signing certificate to the connection.';
const beginAgain = 'Begin again, in one tab of one browser: each answer counts once, and for some minutes.';
const oneRequest: Words = [
  'Belongs to this login',
  beginAgain,
  'The answer is for the login that began in this browser, and for no other.',
];
const verdict: Words = [
  'Answer of the identity provider',
  'Assign the person to the application at the identity provider, and look into its own log.',
];
const replyAddress =
  'Enter the address of this connection’s assertion consumer service (ACS URL) at the identity provider, letter by letter.';

const words: Readonly<Record<string, Words>> = {
  'sent-to-identity-provider': ['Sent to the identity provider'],
  'identity-accepted': ['Identity accepted'],
  'asked-to-continue': ['Asked whether to continue in a browser of somebody else'],
  'link-mailed': ['Sign-in link mailed'],
  pressed: ['Button pressed'],
  session: ['Logged in'],
  link: ['Mailed link'],
  proof: ['Proof still good', 'Begin again.'],
  claim: ['Claim of the workspace'],
  connection: ['Connection', 'Complete the connection, and switch it on.'],
  request: ['Login under way', beginAgain],
  unsolicited: [
    'Begun here',
    'Begin the login here, or let the connection take logins that begin at the identity provider.',
    'The identity provider was asked for this login.',
  ],
  'response-size': readable,
  base64: readable,
  'utf-8': readable,
  'part-count': readable,
  'no-doctype': readable,
  characters: readable,
  'well-formed': readable,
  readable,
  'one-response': shape,
  'known-parts': shape,
  status: verdict,
  'one-assertion': shape,
  'unique-ids': shape,
  'signature-shape': shape,
  reference: shape,
  algorithms: strength,
  'pinned-certificate': ['Certificate', certificate],
  signature: ['Signature', certificate],
  'encryption-algorithms': [
    'Kind of encryption',
    'Choose AES-256-GCM and RSA-OAEP at the identity provider.',
  ],
  decryption: [
    'Decryption',
    'Give the identity provider the certificate of this connection again: it stands in its metadata.',
  ],
  encryption: [
    'Encryption',
    'Let the identity provider encrypt assertions, or the connection take those that are not encrypted.',
  ],
  issuer: [
    'Issuer',
    'Enter the issuer (entity id) in the connection exactly as the identity provider writes it.',
  ],
  destination: ['Destination', replyAddress, 'The answer is addressed to this connection.'],
  audience: [
    'Audience',
    'Enter the entity id (or client id) of this connection as the audience at the identity provider, letter by letter.',
    'The answer is meant for this connection, and for no other application.',
  ],
  'subject-confirmation': [
    'Subject confirmation',
    'Choose the bearer confirmation at the identity provider.',
    'The answer counts for the browser that brings it, as browsers need it (“bearer”).',
  ],
  recipient: ['Recipient', replyAddress, 'The assertion is addressed to this connection.'],
  'in-response-to': oneRequest,
  time: [
    'Time',
    'Set the clocks: that of the identity provider and that of this server differ by more than a minute.',
  ],
  'authn-statement': [
    'Login at the identity provider',
    'Let the identity provider send the statement that somebody logged in.',
  ],
  replay: ['Not used before', beginAgain, 'Nobody has logged in with the same answer already.'],
  settings: ['Settings', 'Complete the settings of the connection.'],
  discovery: [
    'Provider',
    'Check the issuer: this server has to reach it by https, and find its metadata there.',
  ],
  state: oneRequest,
  'provider-refused': verdict,
  callback: ['Code', beginAgain],
  'token-exchange': [
    'Tokens',
    'Check client id and client secret, which may have expired, and the redirect URI.',
  ],
  'id-token': ['ID token', 'Have “openid” among the scopes of the connection.'],
  'id-token-algorithm': strength,
  nonce: oneRequest,
  'id-token-signature': [
    'Signature',
    'Check that the issuer is the one whose keys sign: they are read from its metadata.',
  ],
  userinfo: ['Profile', 'Check the userinfo address, and which scopes the application may have there.'],
  subject: [
    'Who it is',
    'Send one lasting id of the person (a NameID, or the attribute that the connection names). Where the address was given to somebody new, remove its member first.',
  ],
  address: ['Email address', 'Map the attribute that holds the address, under Attributes of the connection.'],
  'verified-address': [
    'Verified address',
    'Have the provider say that it checked the address: “email_verified”, at Microsoft the optional claim “xms_edov”.',
  ],
  domain: [
    'Domain',
    'Verify the domain of that address, or log in with an address of a domain that is verified.',
  ],
  staff: ['Not staff of the vendor', 'Log in as somebody of the organization.'],
  invitation: ['Invitation', 'Log in as the invited person, or invite this address, too.'],
  deactivated: ['Not deactivated', 'Reactivate the person, under Users.'],
  removed: ['Not removed', 'Invite the person again, under Users.'],
  'just-in-time': [
    'Member, or may become one',
    'Invite the person, or let the connection make accounts at the first login.',
  ],
  seats: ['Seats', 'Remove somebody, or raise the number of seats.'],
  limits: ['Number of mails', 'Wait a quarter of an hour: this person was mailed to often.'],
  provisioning: ['Account'],
};
