import type { DomainState } from '@/lib/domains/domain';
import type { DomainType } from '@/lib/domains/domain.schema';
import type { DomainRecord } from '@/lib/domains/domain-record';
import type { StatusTone } from '../ui/status';

interface Purpose {
  readonly label: string;
  readonly hint: string;
}

/** What a domain is for, in words. */
export const purposes: Record<DomainType, Purpose> = {
  ORGANIZATION_DOMAIN: {
    label: 'Single sign-on and directory',
    hint: 'People with these addresses log in by the organization’s own identity provider and are sent by its directory, which speak for nobody else.',
  },
  ALLOWED_EMAIL_DOMAIN: {
    label: 'Joining',
    hint: 'Whoever proves an address here may join with one press, as a member with the default role.',
  },
};

/** The state of a domain, in a word and its colour. */
export const stateWords: Record<DomainState, { readonly label: string; readonly tone: StatusTone }> = {
  verified: { label: 'Verified', tone: 'ok' },
  lapsed: { label: 'Record gone', tone: 'bad' },
  pending: { label: 'Waiting for the record', tone: 'wait' },
  failed: { label: 'Not verified', tone: 'bad' },
};

/** What is to be done about a domain, or that nothing is. */
export function nextStep({ state }: Pick<DomainRecord, 'state'>): string | null {
  switch (state) {
    case 'verified':
      return null;
    case 'pending':
      return 'Add this TXT record where the domain’s DNS is kept. It is looked for by itself for a week; nothing counts before.';
    case 'failed':
      return 'The record was not found within a week. Add it and press Verify now: it is looked for again from then on.';
    case 'lapsed':
      return 'The record was missing three weeks running. The domain still counts. Add the record again, or delete the domain if it is no longer yours.';
  }
}

/** What ends with a domain, one point each. */
export function whatEnds({ type, state }: Pick<DomainRecord, 'type' | 'state'>): readonly string[] {
  if (state === 'pending' || state === 'failed') return ['Its TXT record is good for nothing any more'];
  if (type === 'ALLOWED_EMAIL_DOMAIN')
    return ['Nobody joins by an address of it any more', 'Who has joined by it stays a member'];
  return [
    'People with its addresses are no longer led to the organization’s identity provider',
    'The identity provider speaks for none of its addresses: nobody new gets in by it, and nobody logs in by it',
    'Who is a member stays one',
  ];
}

/** What begins with a domain that somebody vouches for, one point each. */
export function whatBegins({ type }: Pick<DomainRecord, 'type'>): readonly string[] {
  const always = 'Its TXT record is not looked for any more';
  if (type === 'ALLOWED_EMAIL_DOMAIN')
    return ['Whoever proves an address of it may join, as a member with the default role', always];
  return [
    'The organization’s identity provider and directory speak for everybody with an address of it',
    'No other organization can have it for single sign-on',
    always,
  ];
}
