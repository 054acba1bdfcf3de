import type { StatusTone } from '../ui/status';

const dayMilliseconds = 86_400_000;

export interface Expiry {
  readonly tone: StatusTone;
  readonly words: string;
}

/** How long a certificate is still good, in words: a warning from 30 days before, an alarm from 7. */
export function describeExpiry(notBefore: Date, notAfter: Date, now: Date): Expiry {
  const days = Math.ceil((notAfter.getTime() - now.getTime()) / dayMilliseconds);
  if (days <= 0) return { tone: 'bad', words: 'Expired' };
  if (notBefore > now) return { tone: 'info', words: 'Not good yet' };
  const left = days === 1 ? 'Less than a day left' : `${days} days left`;
  if (days <= 7) return { tone: 'bad', words: left };
  return days <= 30 ? { tone: 'wait', words: left } : { tone: 'ok', words: 'Good' };
}

/** The end of the last certificate: until then logins work without anybody doing anything. */
export function lastExpiry<Certificate extends { readonly notAfter: Date }>(
  certificates: readonly Certificate[],
): Certificate | null {
  return certificates.reduce<Certificate | null>(
    (last, one) => (last && last.notAfter >= one.notAfter ? last : one),
    null,
  );
}
