import { UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { AddressText } from './address-text';

/** Who is signed in in this browser, where that is somebody else than the card is about. */
export function SignedInNote({ email, children }: { email: string; children: ReactNode }) {
  return (
    <div className="mb-[22px] flex gap-2.5 rounded-md border border-info/20 bg-info-wash px-3 py-2.5 text-left">
      <UserRound aria-hidden="true" className="mt-0.5 text-info" />
      <p className="min-w-0 text-ink-2 wrap-anywhere">
        This browser is signed in as{' '}
        <strong className="font-strong text-ink">
          <AddressText>{email}</AddressText>
        </strong>
        . {children}
      </p>
    </div>
  );
}
