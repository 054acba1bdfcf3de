import type { RoleChoice } from '@/components/invitations/role-choice';
import type { MemberRights } from '@/components/memberships/member-operations';
import type { MemberView } from '@/components/memberships/member-view';
import type { MemberPage } from '@/lib/memberships/list-members';

export interface ScreenOrganization {
  readonly id: string;
  readonly name: string;
  readonly applicationName: string;
  readonly seatsUsed: number;
  /** Null: no limit. */
  readonly seatsCap: number | null;
  readonly defaultRoleId: string;
  /** Until when an invitation that is sent now is open, as ISO text. */
  readonly invitedUntil: string;
}

export interface ScreenProps {
  organization: ScreenOrganization;
  view: MemberView;
  page: MemberPage;
  roles: readonly RoleChoice[];
  rights: MemberRights;
  viewer: { readonly userId: string; readonly name: string };
  /** The server's clock, as ISO text. */
  now: string;
}
