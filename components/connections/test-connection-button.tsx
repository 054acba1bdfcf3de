'use client';

import { ExternalLink } from 'lucide-react';
import { Button } from '../ui/button';

/** Opens the page that tries a connection out, in a window of its own; nothing is changed by it. */
export function TestConnectionButton({ testUrl, disabled }: { testUrl: string; disabled: boolean }) {
  return (
    <Button
      disabled={disabled}
      title={disabled ? 'Something is still missing' : undefined}
      onClick={() => window.open(testUrl, 'usher-connection-test', 'popup,width=720,height=820')}
    >
      <ExternalLink aria-hidden="true" />
      Test
    </Button>
  );
}
