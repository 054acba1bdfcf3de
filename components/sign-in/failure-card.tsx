'use client';

import { CircleAlert } from 'lucide-react';
import { CardPage } from '../shell/card-page';
import { Button } from '../ui/button';
import { CardIcon } from './card-icon';

/** A page that failed: what the person can do, and the number by which the log line is found. */
export function FailureCard({ reference, onRetry }: { reference: string | undefined; onRetry: () => void }) {
  return (
    <CardPage
      logo={
        <CardIcon>
          <CircleAlert />
        </CardIcon>
      }
      title="Something went wrong"
      description="It is on our side, and it was written down. Try again in a moment."
      footnote={
        reference && (
          <>
            Reference <code className="select-all font-mono text-xs">{reference}</code>
          </>
        )
      }
    >
      <div role="alert">
        <Button variant="primary" size="large" className="w-full" onClick={onRetry}>
          Try again
        </Button>
      </div>
    </CardPage>
  );
}
