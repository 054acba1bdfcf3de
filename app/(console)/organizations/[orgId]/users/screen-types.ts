import type { RoleChoice } from '@/components/invitations/role-choice';
import type { ListAddress } from '@/components/lists/list-address';
import type { MemberRights } from '@/components/memberships/member-operations';
import type { ListMembersInput } from '@/lib/memberships/member-list.schema';
import type { MemberRow } from '@/lib/memberships/member-row';

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
  /** No mail provider is configured: the viewer finds all mail in the local mailbox. */
  readonly hasMailbox: boolean;
}

export interface ScreenProps {
  organization: ScreenOrganization;
  address: ListAddress;
  view: ListMembersInput;
  members: readonly MemberRow[];
  roles: readonly RoleChoice[];
  /** Whether groups of an identity provider or a directory give any role here. */
  followsGroups: boolean;
  rights: MemberRights;
  viewer: { readonly userId: string; readonly name: string };
  /** The server's clock, as ISO text. */
  now: string;
}
