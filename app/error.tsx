'use client';

import { FailureCard } from '@/components/sign-in/failure-card';

type Props = { error: Error & { digest?: string }; reset: () => void };

/** In place of a page that failed. */
export default function ErrorPage({ error, reset }: Props) {
  return <FailureCard reference={error.digest} onRetry={reset} />;
}
