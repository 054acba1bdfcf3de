'use client';

import { FailureCard } from '@/components/sign-in/failure-card';

type Props = { error: Error & { digest?: string }; retry: () => void };

/** In place of a page that failed. */
export default function ErrorPage({ error, retry }: Props) {
  return <FailureCard reference={error.digest} onRetry={retry} />;
}
