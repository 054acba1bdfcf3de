'use client';

import './globals.css';
import { FailureCard } from '@/components/sign-in/failure-card';

type Props = { error: Error & { digest?: string } };

/** In place of everything, when even the frame of the pages failed. */
export default function GlobalError({ error }: Props) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · Usher</title>
      </head>
      <body>
        <FailureCard reference={error.digest} onRetry={() => window.location.reload()} />
      </body>
    </html>
  );
}
