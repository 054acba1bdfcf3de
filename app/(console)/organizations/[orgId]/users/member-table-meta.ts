import type { MemberRights } from '@/components/memberships/member-operations';
import type { MemberActions } from './use-member-actions';

/** What the cells of the table know beside their row. */
export interface MemberTableMeta {
  readonly organizationId: string;
  readonly rights: MemberRights;
  readonly viewerId: string;
  /** The server's clock, as ISO text. */
  readonly now: string;
  readonly actions: MemberActions;
}
