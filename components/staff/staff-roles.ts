import type { StaffRole } from '@/lib/authz/context';
import { staffRoles } from '@/lib/staff/staff.schema';

const labels: Record<StaffRole, string> = { OWNER: 'Owner', ADMIN: 'Admin', SUPPORT: 'Support' };

const hints: Record<StaffRole, string> = {
  OWNER: 'Everything, and who the other owners are.',
  ADMIN: 'Everything but owners: organizations, roles, settings and staff.',
  SUPPORT: 'Looks after the people of every organization; changes no roles, settings or staff.',
};

/** The word for a staff role. */
export function staffRoleLabel(role: StaffRole): string {
  return labels[role];
}

/** The staff roles to choose from, most powerful last; those that only an owner gives say so to everybody else. */
export function staffRoleOptions(viewerRole: StaffRole | null) {
  return [...staffRoles].reverse().map((value) => {
    const isOwners = value === 'OWNER' && viewerRole !== 'OWNER';
    const hint = isOwners ? 'Only an owner can make someone an owner.' : hints[value];
    return { value, label: labels[value], hint, disabled: isOwners };
  });
}
