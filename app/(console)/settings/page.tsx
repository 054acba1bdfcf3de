import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { SettingsSection } from '@/components/ui/settings-section';
import { can } from '@/lib/authz/authorize';
import { env } from '@/lib/env';
import { configuredSender } from '@/lib/mail/frame-sql';
import { getWorkspace, type WorkspaceSettings } from '@/lib/workspace/get-workspace';
import { getCtx } from '@/server/context';
import { answerPage } from '../answer-page';
import { InvitationsForm } from './invitations-form';
import { LogoForm } from './logo-form';
import { ProductForm } from './product-form';
import { SeatsForm } from './seats-form';
import { SenderForm } from './sender-form';
import { SettingsFacts } from './settings-facts';

export const metadata: Metadata = { title: 'Settings' };

/** The settings of this installation: for support to see, for admins of the staff to change. */
export default async function WorkspaceSettingsPage() {
  const workspace = await answerPage(getWorkspace);
  const { actor } = await getCtx();
  const mayChange = can(actor, 'workspace.update');
  return (
    <>
      <PageHeader title="Settings" />
      {mayChange ? <Forms workspace={workspace} /> : <SettingsFacts workspace={workspace} />}
    </>
  );
}

function Forms({ workspace }: { workspace: WorkspaceSettings }) {
  const { applicationName, hasLogo } = workspace;
  return (
    <div className="mt-4 border-line border-t">
      <SettingsSection title="Product">
        <ProductForm workspace={workspace} />
      </SettingsSection>
      <SettingsSection title="Logo" description="On the sign-in page and on invitations.">
        <LogoForm applicationName={applicationName} hasLogo={hasLogo} />
      </SettingsSection>
      <SettingsSection title="Sender" description={<SenderDescription />}>
        <SenderForm workspace={workspace} configured={configuredSender()} />
      </SettingsSection>
      <SettingsSection title="Invitations" description="For those that are sent from now on.">
        <InvitationsForm workspace={workspace} />
      </SettingsSection>
      <SettingsSection title="Seats" description="For organizations that are created from now on.">
        <SeatsForm workspace={workspace} />
      </SettingsSection>
    </div>
  );
}

function SenderDescription() {
  if (env().resend) return 'Who every mail comes from.';
  return (
    <>
      Who every mail comes from. No mail provider is configured: mail stays in the{' '}
      <Link href="/mailbox" className="rounded-xs underline underline-offset-2">
        local mailbox
      </Link>
      .
    </>
  );
}
