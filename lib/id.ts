import { randomInt } from 'node:crypto';

const prefixes = {
  organization: 'org_',
  user: 'usr_',
  membership: 'mem_',
  invitation: 'inv_',
  role: 'role_',
  permission: 'perm_',
  session: 'ses_',
  link: 'lnk_',
  joinLink: 'jlk_',
  attempt: 'att_',
  mail: 'msg_',
  mailEvent: 'mev_',
  audit: 'aud_',
  client: 'cli_',
  organizationClient: 'm2morg_',
  apiToken: 'apit_',
  clientSecret: 'sec_',
  signingKey: 'snk_',
  event: 'evt_',
  endpoint: 'whe_',
  attemptOfDelivery: 'wha_',
  grant: 'grt_',
  domain: 'dom_',
  connection: 'conn_',
  certificate: 'cert_',
  roleMapping: 'map_',
  ssoRequest: 'ssr_',
  ssoTest: 'test_',
  loginAttempt: 'areq_',
  portalSession: 'pts_',
  directory: 'dir_',
  directorySecret: 'sec_',
  directoryUser: 'diruser_',
  directoryGroup: 'dirgroup_',
  directoryRequest: 'dirreq_',
} as const;

export type IdKind = keyof typeof prefixes;

/** 1 January 2015 UTC in milliseconds: far enough back that every id has nineteen digits until 2084. */
const epochMilliseconds = 1_420_070_400_000n;
const sequenceBits = 22n;
const sequenceSize = 2 ** 22;

let sequence = randomInt(sequenceSize);

/**
 * A new id: the prefix of its kind and nineteen decimal digits, ordered by the millisecond of creation. Within one
 * process 4,194,304 ids a millisecond are distinct; between processes the sequence starts at random and the primary
 * key decides. Ids are not secret and nothing is derived from their being hard to guess.
 */
export function newId(kind: IdKind, now: Date = new Date()): string {
  sequence = (sequence + 1) % sequenceSize;
  const milliseconds = BigInt(now.getTime()) - epochMilliseconds;
  return prefixes[kind] + String((milliseconds << sequenceBits) | BigInt(sequence));
}

/**
 * The least id of `kind` that can have been made at `time`: a bound for a range of time over ids. Times whose ids have
 * not nineteen digits (before July 2022, after July 2090) give the first or last one that has.
 */
export function firstId(kind: IdKind, time: Date): string {
  const number = (BigInt(time.getTime()) - epochMilliseconds) << sequenceBits;
  const [least, greatest] = [10n ** 18n, 10n ** 19n - 1n];
  return prefixes[kind] + String(number < least ? least : number > greatest ? greatest : number);
}

/** Whether `value` has the shape of an id of `kind`; says nothing about its existence. */
export function isId(kind: IdKind, value: string): boolean {
  const prefix = prefixes[kind];
  return value.startsWith(prefix) && /^[0-9]{17,19}$/.test(value.slice(prefix.length));
}

/** The digits of an id, for a link. */
export function idDigits(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}

/** The id of `kind` whose digits a link carried, or null when they are not digits of an id. */
export function idFromDigits(kind: IdKind, digits: string): string | null {
  const id = prefixes[kind] + digits;
  return isId(kind, id) ? id : null;
}
