import type { Metadata } from 'next';
import { FirstProvider } from '../first-provider';
import { PortalFrame } from '../portal-frame';
import { readPortal } from '../read-portal';

export const metadata: Metadata = { title: 'Choose your identity provider' };

/** A further identity provider of the same organization. */
export default async function ProviderPage() {
  const portal = await readPortal();
  return (
    <PortalFrame portal={portal}>
      <h1 className="mb-7 font-heading text-xl">Set up another identity provider</h1>
      <FirstProvider />
    </PortalFrame>
  );
}
