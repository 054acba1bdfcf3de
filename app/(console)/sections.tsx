import {
  AppWindow,
  Building2,
  History,
  KeyRound,
  LogIn,
  Mail,
  Settings,
  ShieldCheck,
  UserCog,
  Users,
  Webhook,
} from 'lucide-react';
import type { NavItem } from '@/components/shell/console-shell';
import { can } from '@/lib/authz/authorize';
import type { UserActor } from '@/lib/authz/context';
import type { Action } from '@/lib/authz/permissions';

type Section = NavItem & { action: Action };

const staffSections: readonly Section[] = [
  section('organization.list', '/organizations', 'Organizations', 'g o', <Building2 />),
  section('user.list', '/users', 'Users', 'g u', <Users />),
  section('environment-role.list', '/roles', 'Roles', 'g r', <ShieldCheck />),
  section('mail.list', '/mail', 'Mail', 'g m', <Mail />),
  section('login-attempt.list', '/logins', 'Logins', 'g l', <LogIn />),
  section('activity.list', '/activity', 'Activity', 'g a', <History />),
  section('staff.list', '/staff', 'Staff', 'g t', <UserCog />),
  section('client.list', '/applications', 'Applications', 'g p', <AppWindow />),
  section('credential.list', '/credentials', 'API credentials', 'g c', <KeyRound />),
  section('endpoint.list', '/webhooks', 'Webhooks', 'g w', <Webhook />),
];

const footSections: readonly Section[] = [
  section('workspace.read', '/settings', 'Settings', 'g s', <Settings />),
];

/** The navigation of staff: what they may open. */
export function staffNavigation(actor: UserActor): { items: NavItem[]; footItems: NavItem[] } {
  return { items: visible(actor, staffSections), footItems: visible(actor, footSections) };
}

/** The navigation of a customer's people: the organizations whose users they may see, by name. */
export function memberNavigation(
  actor: UserActor,
  organizations: readonly { readonly organizationId: string; readonly name: string }[],
): NavItem[] {
  return organizations
    .filter(({ organizationId }) => can(actor, 'organization.read', organizationId))
    .map(({ organizationId, name }, index) => ({
      href: `/organizations/${organizationId}`,
      label: name,
      icon: <Building2 aria-hidden="true" />,
      ...(index === 0 && { shortcut: 'g o' }),
    }));
}

function visible(actor: UserActor, sections: readonly Section[]): NavItem[] {
  return sections.filter(({ action }) => can(actor, action)).map(({ action, ...item }) => item);
}

function section(
  action: Action,
  href: string,
  label: string,
  shortcut: string,
  icon: NavItem['icon'],
): Section {
  return { action, href, label, shortcut, icon };
}
