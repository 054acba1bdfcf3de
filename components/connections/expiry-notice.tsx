import { TriangleAlert } from 'lucide-react';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { classNames } from '../ui/class-names';
import { DateTime } from '../ui/relative-time';
import { describeExpiry, lastExpiry } from './certificate-expiry';

/** A warning from 30 days before the last certificate of the identity provider ends; nothing while all is well. */
export function ExpiryNotice({ connection, now }: { connection: ConnectionRecord; now: string }) {
  const last = connection.type === 'SAML' ? lastExpiry(connection.certificates) : null;
  if (!last) return null;
  const { tone } = describeExpiry(last.notBefore, last.notAfter, new Date(now));
  if (tone !== 'bad' && tone !== 'wait') return null;
  const hasExpired = last.notAfter <= new Date(now);
  return (
    <div
      role="status"
      className={classNames(
        'mx-7 mt-5 flex gap-2.5 rounded-md border p-3 max-tablet:mx-4',
        tone === 'bad' ? 'border-bad/20 bg-bad-wash text-bad' : 'border-wait/25 bg-wait-wash text-wait',
      )}
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 shrink-0" />
      <p>
        {hasExpired
          ? 'The last certificate of the identity provider expired on '
          : 'The last certificate of the identity provider expires on '}
        <DateTime iso={last.notAfter.toISOString()} />.{' '}
        {hasExpired
          ? 'Nobody can log in by this connection'
          : 'Nobody can log in by this connection after that'}{' '}
        until you add the next one. Both work side by side, so add it before the identity provider begins to
        use it.
      </p>
    </div>
  );
}
