import { ScalekitServerException } from '@scalekit-sdk/node';
import { MembershipStatus } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import type { User } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { type Request, type Response, Router } from 'express';
import { errorPage, type Html, html, page } from './html.ts';
import { findSession, type Session } from './sessions.ts';
import { origin, scalekit } from './settings.ts';
import { receivedEvents } from './webhooks.ts';

export const members = Router();

/** What is said above the form, and what stands in it. */
interface InviteForm {
  readonly notice?: string;
  readonly problem?: string;
  readonly email?: string;
}

const statuses: Readonly<Record<number, string>> = {
  [MembershipStatus.ACTIVE]: 'Active',
  [MembershipStatus.INACTIVE]: 'Inactive',
  [MembershipStatus.PENDING_INVITE]: 'Invited',
  [MembershipStatus.INVITE_EXPIRED]: 'Invitation expired',
};

members.get('/members', async (request, response) => {
  const session = findSession(request);
  if (!session) return response.redirect('/login');
  response.send(await membersPage(request, session, {}));
});

members.post('/invite', async (request, response) => {
  const session = findSession(request);
  if (!session) return response.redirect('/login');
  // The cookie is sent from every page on this host, whatever its port.
  if (request.headers.origin !== origin) return refuse(response, 'This form comes from another site.');
  // The application may invite anybody anywhere: whether this person may, it must ask itself.
  if (!mayInvite(session)) return refuse(response, 'You may not invite people.');
  const email = String(request.body?.email ?? '').trim();
  const role = String(request.body?.role ?? '');
  try {
    await invite(session.organizationId, email, role);
    response.send(await membersPage(request, session, { notice: `${email} is invited.` }));
  } catch (error) {
    if (!(error instanceof ScalekitServerException) || error.httpStatus >= 500) throw error;
    response
      .status(error.httpStatus)
      .send(await membersPage(request, session, { email, problem: error.message }));
  }
});

async function invite(organizationId: string, email: string, role: string): Promise<void> {
  const { user } = await scalekit.user.createUserAndMembership(organizationId, {
    email,
    sendInvitationEmail: true,
  });
  // This SDK gives a new member the default role.
  if (user && role) await scalekit.user.updateMembership(organizationId, user.id, { roles: [role] });
}

async function membersPage(request: Request, session: Session, form: InviteForm): Promise<string> {
  const { organizationId } = session;
  const pageToken = typeof request.query.page === 'string' ? request.query.page : '';
  const [{ organization }, { users, nextPageToken }, { roles }] = await Promise.all([
    scalekit.organization.getOrganization(organizationId),
    scalekit.user.listOrganizationUsers(organizationId, { pageSize: 50, pageToken }),
    scalekit.role.listOrganizationRoles(organizationId),
  ]);
  const more = html`<p><a href="/members?page=${encodeURIComponent(nextPageToken)}">Next page</a></p>`;
  return page(
    `Members of ${organization?.displayName ?? 'your organization'}`,
    html`<p>Signed in as ${session.email}. <a href="/logout">Sign out</a></p>
      ${mayInvite(session) ? inviteForm(form, roles) : ''}
      ${memberTable(users, organizationId)}
      ${nextPageToken ? more : ''}
      ${eventList()}`,
  );
}

function inviteForm(
  { notice, problem, email = '' }: InviteForm,
  roles: readonly { name: string; displayName: string }[],
): Html {
  const options = roles.map(
    ({ name, displayName }) =>
      html`<option value="${name}"${name === 'member' ? ' selected' : ''}>${displayName}</option>`,
  );
  return html`<h2>Invite somebody</h2>
    ${notice ? html`<p role="status">${notice}</p>` : ''}
    ${problem ? html`<p role="alert">${problem}</p>` : ''}
    <form method="post" action="/invite">
      <label>Email address <input type="email" name="email" value="${email}" required></label>
      <label>Role <select name="role">${options}</select></label>
      <button>Send invitation</button>
    </form>`;
}

function memberTable(users: readonly User[], organizationId: string): Html {
  const rows = users.map((user) => {
    const membership = user.memberships.find((one) => one.organizationId === organizationId);
    const roles = membership?.roles.map(({ displayName, name }) => displayName || name).join(', ') ?? '';
    const status = statuses[membership?.membershipStatus ?? 0] ?? '';
    return html`<tr><td>${user.email}</td><td>${user.userProfile?.name ?? ''}</td><td>${roles}</td><td>${status}</td></tr>`;
  });
  return html`<h2>Members</h2>
    <table><thead><tr><th>Address</th><th>Name</th><th>Roles</th><th>Status</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function eventList(): Html {
  const items = receivedEvents().map(
    ({ type, receivedAt }) => html`<li>${type}, ${receivedAt.toISOString()}</li>`,
  );
  return html`<h2>Webhooks received</h2>${items.length > 0 ? html`<ul>${items}</ul>` : html`<p>None yet.</p>`}`;
}

/** The form gives any role, and the application may give them all: so only who holds them all may use it. */
function mayInvite({ roles }: Session): boolean {
  return roles.includes('admin');
}

function refuse(response: Response, message: string): void {
  response.status(403).send(errorPage(message));
}
