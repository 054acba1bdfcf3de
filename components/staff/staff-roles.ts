import type { StaffRole } from '@/lib/authz/context';
import { staffRoles } from '@/lib/staff/staff.schema';

const labels: Record<StaffRole, string> = { OWNER: 'Owner', ADMIN: 'Admin', SUPPORT: 'Support' };

const hints: Record<StaffRole, string> = {
  OWNER: 'May do everything, and decides who the other owners are.',
  ADMIN: 'May do everything but add, change or remove owners.',
  SUPPORT: 'Looks after people in every organization. Changes no settings, roles or staff.',
};

/** The word for a staff role. */
export function staffRoleLabel(role: StaffRole): string {
  return labels[role];
}

/** What a staff role may do, in a sentence. */
export function staffRoleHint(role: StaffRole): string {
  return hints[role];
}

/** The staff roles to choose from, most powerful last; those that only an owner gives say so to everybody else. */
export function staffRoleOptions(viewerRole: StaffRole | null) {
  return [...staffRoles].reverse().map((value) => {
    const isOwners = value === 'OWNER' && viewerRole !== 'OWNER';
    const hint = isOwners ? 'Only an owner can make someone an owner.' : hints[value];
    return { value, label: labels[value], hint, disabled: isOwners };
  });
}
