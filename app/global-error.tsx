'use client';

import './globals.css';
import { CardPage } from '@/components/shell/card-page';
import { buttonClassNames } from '@/components/ui/button-class-names';

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
        <CardPage
          title="Something went wrong"
          description="It is on our side, and it was written down. Try again in a moment."
          footnote={error.digest && `Reference ${error.digest}`}
        >
          <a href="/" className={buttonClassNames({ variant: 'primary', size: 'large' }, 'w-full')}>
            Go to the start
          </a>
        </CardPage>
      </body>
    </html>
  );
}
