'use client';

import { useNonce } from '@/components/ui/nonce';

/**
 * A message's HTML on its own: no scripts, no forms, no access to this page; its links open in place of it. Its style
 * sheet needs the nonce of this document, whose policy the frame inherits.
 */
export function MessageFrame({ subject, html }: { subject: string; html: string }) {
  const nonce = useNonce();
  const styled = nonce ? html.replace('<style>', `<style nonce="${nonce}">`) : html;
  return (
    <iframe
      title={`Message: ${subject}`}
      sandbox="allow-top-navigation-by-user-activation"
      srcDoc={styled.replaceAll('target="_blank"', 'target="_top"')}
      className="min-h-[920px] tablet:min-h-[760px] w-full grow border-0"
    />
  );
}
