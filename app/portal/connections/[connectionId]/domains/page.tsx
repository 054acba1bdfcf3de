import type { Metadata } from 'next';
import { DomainStep } from '../../../domain-step';
import { readSetup } from '../../../read-setup';

type Props = { params: Promise<{ connectionId: string }> };

export const metadata: Metadata = { title: 'Verify your domains' };

/** Whose addresses the identity provider may speak for. */
export default async function DomainsPage({ params }: Props) {
  return (
    <DomainStep
      setup={await readSetup((await params).connectionId)}
      description="Your identity provider logs in only people whose address is in one of your verified domains. You need somebody who can add a TXT record to their DNS."
    />
  );
}
