import { randomInt } from 'node:crypto';
import { addSeconds } from '../clock';

export const loginMethods = ['invitation', 'email_link', 'sso', 'claim'] as const;

/** By which way somebody comes in. */
export type LoginMethod = (typeof loginMethods)[number];

/** What became of an attempt; one that never ended counts as abandoned after a while. */
export const loginStates = ['success', 'failure', 'pending', 'abandoned'] as const;

export type LoginState = (typeof loginStates)[number];

/** One thing that an attempt passed, or was refused at. */
export interface LoginStep {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  /** In words for an admin. */
  readonly note: string | null;
}

/** How long an attempt counts as under way: longer than a mailed link or a visit to an identity provider may take. */
const pendingSeconds = 30 * 60;

/** The first moment at which an attempt that has not ended can have begun and still be under way. */
export function pendingSince(now: Date): Date {
  return addSeconds(now, -pendingSeconds);
}

/** What became of an attempt, as of `now`. */
export function loginState(
  attempt: { readonly outcome: 'PENDING' | 'SUCCESS' | 'FAILURE'; readonly createdAt: Date },
  now: Date,
): LoginState {
  if (attempt.outcome === 'SUCCESS') return 'success';
  if (attempt.outcome === 'FAILURE') return 'failure';
  return attempt.createdAt > pendingSince(now) ? 'pending' : 'abandoned';
}

/** Crockford's base 32: no letter that is taken for a digit, and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const referenceLength = 8;

/** A number to tell on the telephone: eight characters, 40 bits, taken at random. */
export function newReference(): string {
  return Array.from({ length: referenceLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** The reference that somebody typed (small letters, spaces, a dash, O for 0, I or L for 1), or null when it is none. */
export function parseReference(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(text) ? text : null;
}

/**
 * Whether what somebody typed into a search reads as a reference, rather than as part of an address that happens to have
 * eight such letters.
 */
export function searchedReference(typed: string): string | null {
  const isWord = /^[a-z]+$/.test(typed);
  return isWord ? null : parseReference(typed);
}

const textLength = 500;

/**
 * Text for the log, whoever wrote it: one line of at most 500 characters, without what looks like a token, a code or an
 * assertion (a long run without a space; fingerprints and other short ones stay).
 */
export function boundedText(text: string): string {
  const line = shortened(text, 8 * textLength)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return shortened(line.replace(/eyJ[\w-]{8,}[\w.-]*|[\w+/=-]{65,}/g, '…'), textLength);
}

/** Cut between characters, never inside of one. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/\p{Cs}$/u, '')}…`;
}
