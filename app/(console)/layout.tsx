import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ConsoleShell, type NavItem } from '@/components/shell/console-shell';
import { staffRoleLabel } from '@/components/staff/staff-roles';
import { can } from '@/lib/authz/authorize';
import type { Ctx, UserActor } from '@/lib/authz/context';
import { listOwnOrganizations } from '@/lib/organizations/list-own-organizations';
import { getCtx } from '@/server/context';
import { loginHref } from './answer-page';
import { ConsoleCommands } from './console-commands';
import { organizationReach } from './organization-sections';
import { memberNavigation, staffNavigation } from './sections';

/** The frame of everything but a person's own page. It only decides what is shown: every page authorises by itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await getCtx();
  const { actor } = ctx;
  if (actor.kind !== 'user') redirect(await loginHref());
  const { items, footItems } = await navigationOf(ctx, actor);
  const home = items[0]?.href;
  if (!home) redirect('/me');
  return (
    <ConsoleShell items={items} footItems={footItems} person={personOf(actor)} homeHref={home}>
      <ConsoleCommands items={[...items, ...footItems]} reach={organizationReach(actor)} />
      {children}
    </ConsoleShell>
  );
}

async function navigationOf(ctx: Ctx, actor: UserActor): Promise<{ items: NavItem[]; footItems: NavItem[] }> {
  if (can(actor, 'organization.list')) return staffNavigation(actor);
  const { active } = await listOwnOrganizations(ctx);
  return { items: memberNavigation(actor, active), footItems: [] };
}

function personOf(actor: UserActor) {
  const detail = actor.staffRole ? staffRoleLabel(actor.staffRole) : actor.email;
  return { name: actor.name, detail, address: actor.email, href: '/me', signOutPath: '/sign-out' };
}
