import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { DateTime } from '@/components/ui/relative-time';
import type { EndpointRow } from '@/lib/webhooks/endpoint-row';

/** What is wrong with an endpoint, and what to do; nothing where it is well. */
export function EndpointNote({ endpoint }: { endpoint: EndpointRow }) {
  const { enabled, disabledReason, failingSince } = endpoint;
  if (!enabled && disabledReason) {
    return (
      <Note>
        Usher switched it off: {disabledReason} Switch it on when it is well again, and replay what failed.
      </Note>
    );
  }
  if (!enabled) return <Note>It is switched off and gets nothing of what happens.</Note>;
  if (!failingSince) return null;
  return (
    <Note>
      Nothing has arrived since <DateTime iso={failingSince.toISOString()} withTime />. After five days Usher
      switches it off.
    </Note>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <div className="px-7 pt-4 max-tablet:px-4">
      <p className="flex max-w-[860px] gap-2.5 rounded-md border border-wait/25 bg-wait-wash px-3 py-2.5 text-wait">
        <CircleAlert aria-hidden="true" className="mt-0.5" />
        <span className="min-w-0 wrap-anywhere">{children}</span>
      </p>
    </div>
  );
}
