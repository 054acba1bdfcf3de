import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { Breadcrumb } from '@/components/shell/breadcrumb';
import { Chip } from '@/components/ui/chip';
import { NavTabs } from '@/components/ui/nav-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/authz/authorize';
import type { UserActor } from '@/lib/authz/context';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { getCtx } from '@/server/context';
import { loginHref } from '../../answer-page';
import { sectionsOf } from '../../organization-sections';
import { HeaderActions } from './header-actions';
import { readOrganization } from './organization';

type OrganizationLayoutProps = { children: ReactNode; params: Promise<{ orgId: string }> };

/** The head of everything about one organization: where one is, its name, and the parts that the viewer may open. */
export default async function OrganizationLayout({ children, params }: OrganizationLayoutProps) {
  const organization = await readOrganization((await params).orgId);
  const { actor } = await getCtx();
  if (actor.kind !== 'user') redirect(await loginHref());
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Organizations', href: '/organizations' }, { label: organization.name }]}
      />
      <PageHeader
        title={organization.name}
        meta={organization.externalId && <Chip title="External id">{organization.externalId}</Chip>}
        actions={
          <HeaderActions
            organizationId={organization.id}
            mayInvite={can(actor, 'invitation.create', organization.id)}
          />
        }
      />
      <NavTabs label={`Parts of ${organization.name}`} tabs={tabs(actor, organization)} />
      {children}
    </>
  );
}

function tabs(actor: UserActor, { id }: OrganizationDetails) {
  return sectionsOf(actor, id).map(({ segment, label }) => ({
    href: `/organizations/${id}/${segment}`,
    label,
  }));
}
