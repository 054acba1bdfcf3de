import type { Metadata } from 'next';
import { DescriptionList } from '@/components/ui/description-list';
import { Link } from '@/components/ui/link';
import { SettingsSection } from '@/components/ui/settings-section';
import { authorize, can } from '@/lib/authz/authorize';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { listRoles } from '@/lib/roles/list-roles';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';
import { DeleteOrganization } from './delete-organization';
import { GeneralForm } from './general-form';
import { InvitationsForm } from './invitations-form';
import { SeatsForm } from './seats-form';
import { SessionsForm } from './sessions-form';
import { SsoForm } from './sso-form';

type SettingsPageProps = { params: Promise<{ orgId: string }> };

export async function generateMetadata({ params }: SettingsPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Settings: ${name}` };
}

/** Organizations > an organization > Settings: only what the viewer may change. */
export default async function OrganizationSettingsPage({ params }: SettingsPageProps) {
  const organization = await readOrganization((await params).orgId);
  await answerPage(async (ctx) => authorize(ctx, 'organization.update', organization.id));
  const { actor } = await getCtx();
  const mayGovern = can(actor, 'organization.govern');
  return (
    <>
      <SettingsSection title="General">
        <GeneralForm organization={organization} mayGovern={mayGovern} />
      </SettingsSection>
      <SettingsSection title="Invitations" description="For those that are sent from now on.">
        <InvitationsForm organization={organization} mayGovern={mayGovern} />
      </SettingsSection>
      {can(actor, 'organization.change-seats') && (
        <SettingsSection
          title="Seats"
          description="Active users and invitations that are still open take one each."
        >
          <SeatsForm key={organization.seatsCap} organization={organization} />
        </SettingsSection>
      )}
      <SettingsSection
        title="Sessions"
        description="How long people stay signed in here. Shorter than everywhere, never longer; from now on for all of them."
      >
        <SessionsForm organization={organization} />
      </SettingsSection>
      {(organization.ssoEnabled || organization.ssoRequired) && (
        <SettingsSection title="Single sign-on" description="How members of this organization may log in.">
          <SsoForm organization={organization} />
        </SettingsSection>
      )}
      <DefaultRoles organization={organization} />
      {can(actor, 'organization.delete') && (
        <SettingsSection title="Delete" description="For good: there is no way back.">
          <DeleteOrganization organization={organization} />
        </SettingsSection>
      )}
    </>
  );
}

/** What people get without being asked; it is changed where the roles are. */
async function DefaultRoles({ organization }: { organization: OrganizationDetails }) {
  const { id, defaultMemberRoleId, defaultCreatorRoleId } = organization;
  const roles = await answerPage((ctx) => listRoles(ctx, { organizationId: id }));
  const named = (roleId: string | null, name: string | undefined) =>
    roleId ? name : `${name}, as everywhere`;
  const member = roles.find((role) => role.isDefaultMember)?.displayName;
  const creator = roles.find((role) => role.isDefaultCreator)?.displayName;
  return (
    <SettingsSection title="Default roles" description="What people get unless a role is chosen for them.">
      <DescriptionList
        items={[
          { term: 'New users', value: named(defaultMemberRoleId, member) },
          { term: 'Creators', value: named(defaultCreatorRoleId, creator) },
        ]}
      />
      <p className="mt-3">
        <Link
          href={`/organizations/${id}/roles`}
          className="inline-flex min-h-6 items-center rounded-xs underline underline-offset-2"
        >
          See the roles
        </Link>
      </p>
    </SettingsSection>
  );
}
