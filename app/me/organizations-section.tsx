import { Building2, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { LogoTile } from '@/components/ui/avatar';
import { EmptyState } from '@/components/ui/notice-state';
import { SectionHeader } from '@/components/ui/page-header';
import { DateTime, RelativeTime } from '@/components/ui/relative-time';
import type { JoinableOrganization } from '@/lib/memberships/joinable-organizations';
import type {
  OwnInvitation,
  OwnOrganization,
  OwnOrganizations,
} from '@/lib/organizations/list-own-organizations';
import { JoinButton } from './join-button';
import { MailedLink } from './mailed-link';
import { SsoLink } from './sso-link';

type Props = {
  organizations: OwnOrganizations;
  email: string;
  /** Those that let people of the person's domain in. */
  joinable: readonly JoinableOrganization[];
  /** Those whose pages the person may open. */
  readableIds: readonly string[];
  now: string;
};

/** Where the person belongs, and above it where they are invited. */
export function OrganizationsSection({ organizations, email, joinable, readableIds, now }: Props) {
  const { active, invited } = organizations;
  return (
    <section aria-labelledby="organizations" className="flex flex-col gap-4">
      <SectionHeader
        title={<span id="organizations">Organizations</span>}
        description={invited.length > 0 ? waitingSentence(invited.length) : undefined}
      />
      {active.length + invited.length + joinable.length === 0 ? (
        <div className="rounded-lg border border-line border-dashed">
          <EmptyState icon={<Building2 />} title="You are in no organization">
            When someone invites you, the invitation comes by mail and stands here too.
          </EmptyState>
        </div>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
          {invited.map((invitation) => (
            <InvitationRow key={invitation.membershipId} invitation={invitation} email={email} />
          ))}
          {joinable.map((organization) => (
            <JoinableRow key={organization.organizationId} organization={organization} />
          ))}
          {active.map((organization) => (
            <OrganizationRow
              key={organization.membershipId}
              organization={organization}
              email={email}
              isReadable={readableIds.includes(organization.organizationId)}
              now={now}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function waitingSentence(count: number): string {
  return count === 1 ? 'One invitation waits for you.' : `${count} invitations wait for you.`;
}

function InvitationRow({ invitation, email }: { invitation: OwnInvitation; email: string }) {
  const { name, roles, inviterName, expiresAt, membershipId, organizationId } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2.5 bg-wait-wash/60 px-4 py-3">
      <LogoTile text={name} size="small" />
      <div className="min-w-0 grow basis-0">
        <p className="font-strong wrap-anywhere">{name}</p>
        <p className="text-ink-2 text-sm wrap-anywhere">
          {inviterName} invited you{roles.length > 0 && ` as ${roles.join(', ')}`} · open until{' '}
          <DateTime iso={expiresAt.toISOString()} />
        </p>
        {invitation.needsSso && <p className="text-ink-2 text-sm">It is joined by its own login.</p>}
        {invitation.needsLink && <p className="text-ink-2 text-sm">{otherLoginSentence}</p>}
      </div>
      {invitation.needsSso || invitation.needsLink ? (
        <OtherWay organization={invitation} email={email} />
      ) : (
        <JoinButton organizationName={name} membershipId={membershipId} organizationId={organizationId} />
      )}
    </li>
  );
}

const otherLoginSentence = 'You came by the login of another organization, which does not open this one.';

type WayProps = { organization: OwnOrganization | OwnInvitation; email: string };

/** How an organization opens that the present login does not open. */
function OtherWay({ organization: { organizationId, name, needsSso }, email }: WayProps) {
  if (!needsSso) return <MailedLink organizationName={name} />;
  return <SsoLink organizationId={organizationId} organizationName={name} email={email} />;
}

function JoinableRow({ organization: { name, organizationId } }: { organization: JoinableOrganization }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2.5 px-4 py-3">
      <LogoTile text={name} size="small" />
      <div className="min-w-0 grow basis-0">
        <p className="font-strong wrap-anywhere">{name}</p>
        <p className="text-ink-2 text-sm">People with an address like yours may join</p>
      </div>
      <JoinButton organizationName={name} membershipId={null} organizationId={organizationId} />
    </li>
  );
}

type RowProps = { organization: OwnOrganization; email: string; isReadable: boolean; now: string };

function OrganizationRow({ organization, email, isReadable, now }: RowProps) {
  const { name, organizationId, needsSso, needsLink } = organization;
  const content = (
    <>
      <LogoTile text={name} size="small" />
      <div className="min-w-0 grow basis-0">
        <p className="font-strong wrap-anywhere">{name}</p>
        <p className="text-ink-3 text-sm wrap-anywhere">
          <Membership organization={organization} now={now} />
        </p>
        {needsSso && <p className="text-ink-2 text-sm">It lets its members in by its own login.</p>}
        {needsLink && <p className="text-ink-2 text-sm">{otherLoginSentence}</p>}
      </div>
    </>
  );
  const className = 'flex items-center gap-3 px-4 py-3';
  if (needsSso || needsLink)
    return (
      <li className={`${className} flex-wrap gap-y-2.5`}>
        {content}
        <OtherWay organization={organization} email={email} />
      </li>
    );
  if (!isReadable) return <li className={className}>{content}</li>;
  return (
    <li>
      <Link
        href={`/organizations/${organizationId}/users`}
        className={`${className} -outline-offset-2 transition-colors duration-100 hover:bg-wash`}
      >
        {content}
        <ChevronRight aria-hidden="true" className="text-ink-3" />
      </Link>
    </li>
  );
}

function Membership({ organization: { roles, joinedAt }, now }: Pick<RowProps, 'organization' | 'now'>) {
  const role = roles.join(', ') || 'No role';
  if (!joinedAt) return role;
  return (
    <>
      {role} · joined <RelativeTime iso={joinedAt.toISOString()} now={now} inSentence />
    </>
  );
}
