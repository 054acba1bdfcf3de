import type { MemberActions } from './use-member-actions';

/** What every dialog about members gets. */
export interface DialogFrame {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly organizationId: string;
  readonly actions: MemberActions;
  /** What was asked is done, but for these. */
  readonly onDone: (refusedIds: readonly string[]) => void;
}
