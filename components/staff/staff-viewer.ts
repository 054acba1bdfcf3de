import type { StaffRole } from '@/lib/authz/context';
import type { StaffRow } from '@/lib/staff/list-staff';

/** Who looks at the staff. */
export interface StaffViewer {
  readonly userId: string;
  readonly staffRole: StaffRole | null;
}

/** Who may not be changed or removed as long as there is no other owner. */
export function isOnlyOwner({ role }: StaffRow, rows: readonly StaffRow[]): boolean {
  return role === 'OWNER' && rows.filter((row) => row.role === 'OWNER').length === 1;
}

/** What to call someone in a sentence. */
export function staffLabel({ name, email }: Pick<StaffRow, 'name' | 'email'>): string {
  return name ?? email;
}
