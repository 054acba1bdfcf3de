import { providerNames } from '@/lib/connections/connection.schema';
import type { LoginConnectionFacts } from '@/lib/login-log/list-login-attempts';
import type { LoginMethod, LoginState } from '@/lib/login-log/login-attempt';
import type { FilterOption } from '../ui/filter-chip';
import type { StatusTone } from '../ui/status';

export interface StateWords {
  readonly label: string;
  readonly tone: StatusTone;
}

const states: Record<LoginState, StateWords> = {
  success: { label: 'Logged in', tone: 'ok' },
  failure: { label: 'Refused', tone: 'bad' },
  pending: { label: 'Under way', tone: 'wait' },
  abandoned: { label: 'Given up', tone: 'off' },
};

const methods: Record<LoginMethod, string> = {
  sso: 'Single sign-on',
  email_link: 'Mailed link',
  invitation: 'Invitation',
  claim: 'Claim of the workspace',
};

/** What became of an attempt, in a word and a tone. */
export function loginStateWords(state: LoginState): StateWords {
  return states[state];
}

export const loginStateOptions = optionsOf(states, ({ label }) => label);

export const loginMethodOptions = optionsOf(methods, (label) => label);

/** By which way somebody came. */
export function loginMethodLabel(method: LoginMethod): string {
  return methods[method];
}

/** What a connection is called: its own name, else its provider's. */
export function loginConnectionLabel({
  name,
  provider,
}: Pick<LoginConnectionFacts, 'name' | 'provider'>): string {
  return name ?? providerNames[provider];
}

/** A reference as it is told: in two halves. */
export function presentReference(reference: string): string {
  return `${reference.slice(0, 4)}-${reference.slice(4)}`;
}

function optionsOf<Words>(
  words: Readonly<Record<string, Words>>,
  toLabel: (words: Words) => string,
): FilterOption[] {
  return Object.entries(words).map(([value, each]) => ({ value, label: toLabel(each) }));
}
