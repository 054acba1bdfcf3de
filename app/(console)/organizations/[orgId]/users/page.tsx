import type { Metadata } from 'next';
import type { RoleChoice } from '@/components/invitations/role-choice';
import type { AddressParameters } from '@/components/lists/list-address';
import { ListPages } from '@/components/lists/list-pages';
import { ListTransition } from '@/components/lists/list-transition';
import { LiveRefresh } from '@/components/live/live-refresh';
import { readMemberView } from '@/components/memberships/member-view';
import type { Ctx } from '@/lib/authz/context';
import { isMailboxOpen } from '@/lib/mail/mailbox-access';
import { listMembers, memberPageSize } from '@/lib/memberships/list-members';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { hasMappedRoles } from '@/lib/roles/has-mapped-roles';
import { listRoles } from '@/lib/roles/list-roles';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';
import { MemberScreen } from './member-screen';
import { MemberToolbar } from './member-toolbar';
import { readRights } from './read-rights';

type UsersPageProps = { params: Promise<{ orgId: string }>; searchParams: Promise<AddressParameters> };

export async function generateMetadata({ params }: UsersPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Users: ${name}` };
}

/** Organizations > an organization > Users. */
export default async function UsersPage({ params, searchParams }: UsersPageProps) {
  const organization = await readOrganization((await params).orgId);
  const parameters = await searchParams;
  return answerPage((ctx) => showUsers(ctx, organization, parameters));
}

async function showUsers(ctx: Ctx, organization: OrganizationDetails, parameters: AddressParameters) {
  const { id: organizationId } = organization;
  const view = readMemberView(organizationId, parameters);
  const [page, roles, followsGroups] = await Promise.all([
    listMembers(ctx, view),
    readRoles(ctx, organizationId),
    hasMappedRoles(ctx, { organizationId }),
  ]);
  const address = { path: `/organizations/${organizationId}/users`, parameters };
  const screen = toScreen(organization, ctx);
  return (
    <ListTransition>
      <MemberToolbar organization={screen} view={view} roles={roles} />
      <MemberScreen
        organization={screen}
        address={address}
        view={view}
        members={page.members}
        roles={roles}
        followsGroups={followsGroups}
        rights={readRights(ctx.actor, organizationId)}
        viewer={viewerOf(ctx)}
        now={ctx.now.toISOString()}
      />
      <ListPages address={address} page={{ ...page, rows: page.members }} size={memberPageSize}>
        <LiveRefresh organizationId={organizationId} />
      </ListPages>
    </ListTransition>
  );
}

async function readRoles(ctx: Ctx, organizationId: string): Promise<RoleChoice[]> {
  const roles = await listRoles(ctx, { organizationId });
  return roles.map(({ id, displayName, description, grantable }) => ({
    id,
    displayName,
    description,
    grantable,
  }));
}

function viewerOf({ actor }: Ctx) {
  return actor.kind === 'user' ? { userId: actor.userId, name: actor.name } : { userId: '', name: '' };
}

/** What the screen needs to know of the organization; an invitation that is sent now is open until `invitedUntil`. */
function toScreen(organization: OrganizationDetails, ctx: Ctx) {
  const { id, name, applicationName, seatsUsed, seatsCap, effectiveDefaultMemberRoleId } = organization;
  const seconds = organization.invitationTtlSeconds ?? organization.workspaceInvitationTtlSeconds;
  const invitedUntil = new Date(ctx.now.getTime() + seconds * 1000).toISOString();
  return {
    id,
    name,
    applicationName,
    seatsUsed,
    seatsCap,
    defaultRoleId: effectiveDefaultMemberRoleId,
    invitedUntil,
    hasMailbox: isMailboxOpen(ctx),
  };
}
