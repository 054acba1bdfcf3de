'use client';

import { History, LogIn, Settings, ShieldCheck, UserPlus, UserRound, Users } from 'lucide-react';
import { useParams } from 'next/navigation';
import type { ReactNode } from 'react';
import type { NavItem } from '@/components/shell/console-shell';
import { type CommandGroup, type CommandItem, CommandMenu } from '@/components/ui/command-menu';
import type { OrganizationReach } from './organization-sections';

const icons: Record<string, ReactNode> = {
  users: <Users />,
  roles: <ShieldCheck />,
  logins: <LogIn />,
  activity: <History />,
  settings: <Settings />,
};

export type ConsoleCommandsProps = {
  items: readonly NavItem[];
  reach: Readonly<Record<string, OrganizationReach>>;
};

/** The command menu: what can be done in the organization that is open, and the sections of the console. */
export function ConsoleCommands({ items, reach }: ConsoleCommandsProps) {
  const { orgId } = useParams<{ orgId?: string }>();
  const here = orgId ? (reach[orgId] ?? reach['*']) : undefined;
  const groups: CommandGroup[] = [
    { heading: 'Go to', items: items.map(toCommand) },
    {
      heading: 'You',
      items: [{ label: 'Your page', href: '/me', icon: <UserRound />, keywords: ['profile', 'sessions'] }],
    },
  ];
  const commands = orgId && here ? organizationCommands(orgId, here) : [];
  if (commands.length > 0) groups.unshift({ heading: 'This organization', items: commands });
  return <CommandMenu groups={groups} />;
}

function organizationCommands(orgId: string, { sections, mayInvite }: OrganizationReach): CommandItem[] {
  const path = `/organizations/${orgId}`;
  const invite: CommandItem = {
    label: 'Invite a user',
    href: `${path}/users?invite`,
    icon: <UserPlus />,
    shortcut: 'i',
    keywords: ['add', 'person', 'member'],
  };
  const places = sections.map(({ segment, label }) => ({
    label: `${label} of this organization`,
    href: `${path}/${segment}`,
    icon: icons[segment],
  }));
  return mayInvite ? [invite, ...places] : places;
}

function toCommand({ label, href, icon, shortcut }: NavItem): CommandItem {
  return { label, href, icon, shortcut };
}
