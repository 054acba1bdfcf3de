'use client';

import { SearchX, UserPlus } from 'lucide-react';
import { useInviteDialog } from '@/components/invitations/use-invite-dialog';
import type { MemberRights } from '@/components/memberships/member-operations';
import { isFiltered } from '@/components/memberships/member-view';
import { Button, ButtonLink } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { EmptyState } from '@/components/ui/notice-state';
import type { ListMembersInput } from '@/lib/memberships/member-list.schema';

export type NobodyHereProps = { organizationId: string; view: ListMembersInput; rights: MemberRights };

/** What stands in place of an empty list: why it is empty, and the next step. */
export function NobodyHere({ organizationId, view, rights }: NobodyHereProps) {
  const invite = useInviteDialog(organizationId);
  const path = `/organizations/${organizationId}/users`;
  if (isFiltered(view) || view.cursor) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={view.search ? `Nobody matches “${view.search}”` : 'Nobody matches these filters'}
        actions={<ButtonLink href={path}>Show everybody</ButtonLink>}
      >
        {hintFor(view)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<UserPlus />}
      title="Nobody here yet"
      actions={
        rights.invite && (
          <Button variant="primary" onClick={invite.open}>
            Invite the first person
            <Kbd keys="i" className="max-tablet:hidden" />
          </Button>
        )
      }
    >
      Whoever is invited appears here at once, and turns Active the moment they join.
    </EmptyState>
  );
}

function hintFor({ search }: ListMembersInput): string {
  if (search && search.length < 3)
    return 'One or two characters find how an address begins. Type a third to find any part of a name or address.';
  return search
    ? 'Names and addresses are searched, any part of them.'
    : 'Take one of them away to see more.';
}
