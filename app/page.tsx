import { redirect } from 'next/navigation';
import { can } from '@/lib/authz/authorize';
import type { Actor } from '@/lib/authz/context';
import { getCtx } from '@/server/context';

/** Where everybody belongs. */
export default async function RootPage() {
  redirect(homeOf((await getCtx()).actor));
}

function homeOf(actor: Actor): string {
  if (actor.kind !== 'user') return '/login';
  if (actor.staffRole) return '/organizations';
  const readable = [...actor.organizations.keys()].filter((id) => can(actor, 'organization.read', id));
  if (readable.length === 0) return '/me';
  return readable.length === 1 ? `/organizations/${readable[0]}/users` : '/organizations';
}
