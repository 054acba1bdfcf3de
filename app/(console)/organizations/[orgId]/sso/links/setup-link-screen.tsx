'use client';

import { Link2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ListAddress } from '@/components/lists/list-address';
import { ListPages } from '@/components/lists/list-pages';
import { Link } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/notice-state';
import { SectionHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { Page } from '@/lib/lists/keyset';
import type { PortalLinkRow } from '@/lib/portal/list-portal-links';
import { CreateLinkDialog } from './create-link-dialog';
import type { LinkOrganization } from './features-off';
import { RevokeLinkDialog } from './revoke-link-dialog';
import { SetupLinkTable } from './setup-link-table';

export type SetupLinkScreenProps = {
  organization: LinkOrganization;
  /** Whether the viewer comes from the directory: then a link is for it, unless they say otherwise. */
  isForDirectory: boolean;
  /** Whether the viewer makes and revokes links, or only sees them. */
  mayManage: boolean;
  /** Whether the vendor's decisions about this customer are theirs to make. */
  mayGovern: boolean;
  page: Page<PortalLinkRow>;
  /** How many rows a full page has. */
  size: number;
  address: ListAddress;
  now: string;
  /** By which host the IT admin knows a product that has no name yet; null: it has one. */
  unnamedHost: string | null;
};

type Question = { kind: 'create' } | { kind: 'revoke'; link: PortalLinkRow };

/** The set-up links of one organization: make one, see what became of each, revoke. */
export function SetupLinkScreen(props: SetupLinkScreenProps) {
  const { organization, isForDirectory, mayManage, mayGovern, page, size, address, now, unnamedHost } = props;
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  const button = mayManage && (
    <ShortcutButton keys="c" label="Create a set-up link" onPress={() => setQuestion({ kind: 'create' })}>
      Create set-up link
    </ShortcutButton>
  );
  return (
    <div className="pt-6">
      <div className="px-7 pb-4 max-tablet:px-4">
        <Link
          href={`/organizations/${organization.organizationId}/${isForDirectory ? 'directory' : 'sso'}`}
          className="inline-flex min-h-6 items-center rounded-xs text-ink-3 text-sm hover:text-ink hover:underline"
        >
          {isForDirectory ? 'Directory' : 'Single sign-on'}
        </Link>
        <SectionHeader
          title="Set-up links"
          description={`An IT admin of ${organization.name} opens one and sets up single sign-on or the directory, step by step, without an account. It opens nothing else.`}
          actions={page.rows.length > 0 && button}
        />
        {unnamedHost && <NamelessNotice host={unnamedHost} />}
      </div>
      {page.rows.length > 0 ? (
        <>
          <SetupLinkTable
            rows={page.rows}
            now={now}
            onRevoke={mayManage ? (link) => setQuestion({ kind: 'revoke', link }) : null}
          />
          <ListPages address={address} page={page} size={size} />
        </>
      ) : (
        <NoLinks action={button} />
      )}
      {question?.kind === 'create' && (
        <CreateLinkDialog
          organization={organization}
          purpose={isForDirectory ? 'directory' : 'both'}
          mayGovern={mayGovern}
          onClose={close}
        />
      )}
      {question?.kind === 'revoke' && (
        <RevokeLinkDialog organizationId={organization.organizationId} link={question.link} onClose={close} />
      )}
    </div>
  );
}

/** What stands in for the name is copied into consoles of customers, where it stays. */
function NamelessNotice({ host }: { host: string }) {
  return (
    <p role="note" className="mt-4 rounded-md border border-wait/25 bg-wait-wash px-3.5 py-3 text-wait">
      Your product has no name yet: the IT admin copies {host} into their identity provider instead.{' '}
      <Link href="/settings" className="underline underline-offset-2">
        Name it first
      </Link>
      .
    </p>
  );
}

function NoLinks({ action }: { action: ReactNode }) {
  return (
    <div className="border-line border-y">
      <EmptyState icon={<Link2 />} title="No set-up links yet" actions={action}>
        Make one for whoever looks after the identity provider or directory, and send it to them. It opens for
        seven days.
      </EmptyState>
    </div>
  );
}
