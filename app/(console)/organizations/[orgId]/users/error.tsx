'use client';

import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/notice-state';

type UsersErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** What stands in place of the list when it could not be shown. */
export default function UsersError({ error, reset }: UsersErrorProps) {
  const router = useRouter();
  function retry() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  return (
    <ErrorState
      title="The list could not be shown"
      reference={error.digest}
      actions={<Button onClick={retry}>Try again</Button>}
    >
      Nothing was changed. It usually works a moment later.
    </ErrorState>
  );
}
