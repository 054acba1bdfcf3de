import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Avatar } from '@/components/ui/avatar';
import { listJoinableOrganizations } from '@/lib/memberships/joinable-organizations';
import { listOwnOrganizations } from '@/lib/organizations/list-own-organizations';
import { listSessions } from '@/lib/sessions/list-sessions';
import { getOwnProfile } from '@/lib/users/get-own-profile';
import { getCtx } from '@/server/context';
import { readFrontDoor } from '../front-door';
import { canSeeConsole, readableOrganizationIds } from './console-access';
import { OrganizationsSection } from './organizations-section';
import { PageFrame } from './page-frame';
import { ProfileSection } from './profile-section';
import { SessionsSection } from './sessions-section';

export const metadata: Metadata = { title: 'Your page' };

/** A person's own page: profile, organizations, sessions. All that a plain member sees. */
export default async function OwnPage() {
  const ctx = await getCtx();
  if (ctx.actor.kind !== 'user') redirect('/login?returnTo=/me');
  const [frontDoor, profile, organizations, joinable, sessions] = await Promise.all([
    readFrontDoor(),
    getOwnProfile(ctx),
    listOwnOrganizations(ctx),
    listJoinableOrganizations(ctx),
    listSessions(ctx),
  ]);
  const now = ctx.now.toISOString();
  return (
    <PageFrame frontDoor={frontDoor} showConsole={canSeeConsole(ctx.actor)}>
      <header className="flex items-center gap-4">
        <Avatar text={ctx.actor.name} size="large" className="size-12 text-md" />
        <div className="min-w-0">
          <h1 className="font-heading text-xl wrap-anywhere">{ctx.actor.name}</h1>
          {ctx.actor.name !== profile.email && <p className="text-ink-2 wrap-anywhere">{profile.email}</p>}
        </div>
      </header>
      <OrganizationsSection
        organizations={organizations}
        email={profile.email}
        joinable={joinable}
        readableIds={readableOrganizationIds(ctx.actor)}
        now={now}
      />
      <ProfileSection profile={profile} />
      <SessionsSection sessions={sessions} now={now} />
    </PageFrame>
  );
}
