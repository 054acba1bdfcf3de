'use client';

import { ListRows } from '@/components/lists/list-transition';
import { BulkActions } from './bulk-actions';
import { InviteDialog } from './invite-dialog';
import { MemberDialogs } from './member-dialogs';
import { MemberTable } from './member-table';
import { NobodyHere } from './nobody-here';
import type { ScreenProps } from './screen-types';
import { useFreshRows } from './use-fresh-rows';
import { useMemberActions } from './use-member-actions';
import { useSelection } from './use-selection';

/** The list of an organization's users, with all that can be done with it. */
export function MemberScreen({
  organization,
  address,
  view,
  members,
  roles,
  followsGroups,
  rights,
  viewer,
  now,
}: ScreenProps) {
  const actions = useMemberActions(organization.id, members);
  const { fresh, announcement, point } = useFreshRows(members);
  const selection = useSelection(actions.members, view);
  return (
    <>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {actions.members.length === 0 ? (
        <NobodyHere organizationId={organization.id} view={view} rights={rights} />
      ) : (
        <ListRows>
          <MemberTable
            organization={organization}
            address={address}
            view={view}
            members={actions.members}
            rights={rights}
            viewerId={viewer.userId}
            now={now}
            fresh={fresh}
            selection={selection}
            actions={actions}
          />
        </ListRows>
      )}
      <BulkActions selection={selection} rights={rights} actions={actions} />
      <MemberDialogs
        organizationId={organization.id}
        roles={roles}
        followsGroups={followsGroups}
        actions={actions}
        onDone={selection.keep}
      />
      {rights.invite && (
        <InviteDialog organization={organization} roles={roles} inviterName={viewer.name} onInvited={point} />
      )}
    </>
  );
}
