'use client';

import type { RowSelectionState, Updater } from '@tanstack/react-table';
import { useEffect, useState } from 'react';
import type { ListMembersInput } from '@/lib/memberships/member-list.schema';
import type { MemberRow } from '@/lib/memberships/member-row';

export interface Selection {
  /** By membership id, for the table. */
  readonly state: RowSelectionState;
  readonly change: (updater: Updater<RowSelectionState>) => void;
  /** The selected people that are still in the list. */
  readonly members: readonly MemberRow[];
  readonly clear: () => void;
  /** Selects only these. */
  readonly keep: (membershipIds: readonly string[]) => void;
}

/** Which rows are selected. Showing something else selects nothing; a refresh keeps who is still there. */
export function useSelection(members: readonly MemberRow[], view: ListMembersInput): Selection {
  const [state, setState] = useState<RowSelectionState>({});
  const shown = JSON.stringify(view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was selected belongs to one view
  useEffect(() => setState({}), [shown]);
  return {
    state,
    change: setState,
    members: members.filter((member) => state[member.membershipId]),
    clear: () => setState({}),
    keep: (ids) => setState(Object.fromEntries(ids.map((id) => [id, true as const]))),
  };
}
