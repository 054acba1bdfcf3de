'use client';

import { useComeBack } from '../live/use-come-back';
import { Button } from '../ui/button';
import { ErrorState } from '../ui/notice-state';

export type PageErrorProps = { error: unknown; retry: () => void };

/** What stands where a page could not be shown, until it can; the frame around it stays. */
export function PageError({ error, retry }: PageErrorProps) {
  useComeBack(error, retry);
  return (
    <ErrorState
      title="This page could not be loaded"
      reference={referenceOf(error)}
      actions={<Button onClick={retry}>Try again</Button>}
    >
      Something went wrong on our side. Nothing was changed, and the page comes back by itself when it can.
    </ErrorState>
  );
}

/** The number under which the server logged it; the error itself never leaves the server. */
function referenceOf(error: unknown): string | undefined {
  const { digest } = (error ?? {}) as { digest?: unknown };
  return typeof digest === 'string' ? digest : undefined;
}
