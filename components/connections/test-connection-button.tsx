'use client';

import { ExternalLink } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Button, type ButtonProps } from '../ui/button';

type TestConnectionButtonProps = Pick<ButtonProps, 'variant'> & { testUrl: string; disabled: boolean };

/**
 * Opens the page that tries a connection out, in a window of its own; nothing is changed by it. The page behind shows what
 * came of it as soon as it has ended.
 */
export function TestConnectionButton({ testUrl, disabled, variant }: TestConnectionButtonProps) {
  useTestEnd(testUrl);
  return (
    <Button
      variant={variant}
      disabled={disabled}
      title={disabled ? 'Something is still missing' : undefined}
      onClick={() => window.open(testUrl, 'usher-connection-test', 'popup,width=720,height=820')}
    >
      <ExternalLink aria-hidden="true" />
      Test
    </Button>
  );
}

/**
 * Fetches the page anew when a test has ended. By a channel of this site: a window that was at another site is cut off from
 * the one that opened it (Cross-Origin-Opener-Policy).
 */
function useTestEnd(testUrl: string): void {
  const router = useRouter();
  useEffect(() => {
    const channel = new BroadcastChannel(new URL(testUrl).pathname);
    channel.addEventListener('message', () => router.refresh());
    return () => channel.close();
  }, [testUrl, router]);
}
