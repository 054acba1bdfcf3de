import type { Metadata } from 'next';
import { DomainStep } from '../../../domain-step';
import { readDirectorySetup } from '../../../read-directory-setup';

type Props = { params: Promise<{ directoryId: string }> };

export const metadata: Metadata = { title: 'Verify your domains' };

/** Whose addresses the directory may send. */
export default async function DirectoryDomainsPage({ params }: Props) {
  return (
    <DomainStep
      setup={await readDirectorySetup((await params).directoryId)}
      description="Your directory adds only people whose address is in one of your verified domains; others are refused. You need somebody who can add a TXT record to their DNS."
    />
  );
}
