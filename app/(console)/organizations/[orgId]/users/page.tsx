import type { Metadata } from 'next';
import { type AddressParameters, readMemberView } from '@/components/memberships/member-view';
import { listMembers } from '@/lib/memberships/list-members';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { listRoles } from '@/lib/roles/list-roles';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';
import { MemberScreen } from './member-screen';
import { readRights } from './read-rights';

type UsersPageProps = { params: Promise<{ orgId: string }>; searchParams: Promise<AddressParameters> };

export async function generateMetadata({ params }: UsersPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Users: ${name}` };
}

/** Organizations > an organization > Users. */
export default async function UsersPage({ params, searchParams }: UsersPageProps) {
  const organization = await readOrganization((await params).orgId);
  const view = readMemberView(organization.id, await searchParams);
  return answerPage(async (ctx) => {
    const [page, roles] = await Promise.all([
      listMembers(ctx, view),
      listRoles(ctx, { organizationId: organization.id }),
    ]);
    const viewer = ctx.actor.kind === 'user' ? ctx.actor : null;
    return (
      <MemberScreen
        organization={toScreen(organization, ctx.now)}
        view={view}
        page={page}
        roles={roles.map(({ id, displayName, description, grantable }) => ({
          id,
          displayName,
          description,
          grantable,
        }))}
        rights={readRights(ctx.actor, organization.id)}
        viewer={{ userId: viewer?.userId ?? '', name: viewer?.name ?? '' }}
        now={ctx.now.toISOString()}
      />
    );
  });
}

/** What the screen needs to know of the organization; an invitation that is sent now is open until `invitedUntil`. */
function toScreen(organization: OrganizationDetails, now: Date) {
  const { id, name, applicationName, seatsUsed, seatsCap, effectiveDefaultMemberRoleId } = organization;
  const seconds = organization.invitationTtlSeconds ?? organization.workspaceInvitationTtlSeconds;
  const invitedUntil = new Date(now.getTime() + seconds * 1000).toISOString();
  return {
    id,
    name,
    applicationName,
    seatsUsed,
    seatsCap,
    defaultRoleId: effectiveDefaultMemberRoleId,
    invitedUntil,
  };
}
