'use client';

import './globals.css';

type Props = { error: Error & { digest?: string } };

/**
 * In place of everything, when even the frame of the pages failed: so it uses nothing of that frame, and a link instead
 * of a script.
 */
export default function GlobalError({ error }: Props) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · Usher</title>
      </head>
      <body>
        <main className="mx-auto max-w-[420px] px-4 py-24 text-center">
          <h1 className="mb-2 font-heading text-xl">Something went wrong</h1>
          <p className="mb-4 text-ink-2">It is on our side, and it was written down.</p>
          {error.digest && <p className="mb-4 text-ink-3">Reference {error.digest}</p>}
          <a href="/" className="font-medium underline">
            Go to the start page
          </a>
        </main>
      </body>
    </html>
  );
}
