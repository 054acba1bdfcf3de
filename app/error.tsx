'use client';

import { useComeBack } from '@/components/live/use-come-back';
import { FailureCard } from '@/components/sign-in/failure-card';

type Props = { error: Error & { digest?: string }; retry: () => void };

/** In place of a page that failed, until it can be shown. */
export default function ErrorPage({ error, retry }: Props) {
  useComeBack(error, retry);
  return <FailureCard reference={error.digest} onRetry={retry} />;
}
