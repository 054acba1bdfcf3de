'use client';

import { LiveRefresh } from '@/components/live/live-refresh';
import { memberViewHref } from '@/components/memberships/member-view';
import { Pagination } from '@/components/ui/pagination';
import { BulkActions } from './bulk-actions';
import { InviteDialog } from './invite-dialog';
import { MemberDialogs } from './member-dialogs';
import { MemberTable } from './member-table';
import { MemberToolbar } from './member-toolbar';
import { NobodyHere } from './nobody-here';
import type { ScreenProps } from './screen-types';
import { useFreshRows } from './use-fresh-rows';
import { useMemberActions } from './use-member-actions';
import { useSelection } from './use-selection';
import { useViewNavigation } from './use-view-navigation';

/** The users of one organization: the list with all that can be done with it. */
export function MemberScreen(props: ScreenProps) {
  const { organization, view, page, roles, rights, viewer, now } = props;
  const navigation = useViewNavigation(organization.id, view);
  const actions = useMemberActions(organization.id, page.members);
  const { fresh, announcement, point } = useFreshRows(page.members);
  const selection = useSelection(actions.members, view);
  return (
    <>
      <MemberToolbar organization={organization} view={view} roles={roles} navigation={navigation} />
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {actions.members.length === 0 ? (
        <NobodyHere organizationId={organization.id} view={view} rights={rights} />
      ) : (
        <MemberTable
          organization={organization}
          view={view}
          members={actions.members}
          rights={rights}
          viewerId={viewer.userId}
          now={now}
          fresh={fresh}
          stale={navigation.pending}
          selection={selection}
          actions={actions}
        />
      )}
      <MemberFooter {...props} />
      <BulkActions selection={selection} rights={rights} actions={actions} />
      <MemberDialogs
        organizationId={organization.id}
        roles={roles}
        actions={actions}
        onDone={selection.keep}
      />
      {rights.invite && (
        <InviteDialog organization={organization} roles={roles} inviterName={viewer.name} onInvited={point} />
      )}
    </>
  );
}

/** Whether the list is live, and the way to its other pages. */
function MemberFooter({ organization, view, page }: ScreenProps) {
  const path = `/organizations/${organization.id}/users`;
  const { length } = page.members;
  const first = page.previous ? view.from : 1;
  const size = 50;
  const hrefOf = (cursor: string, from: number) =>
    memberViewHref(path, view, { cursor, from: Math.max(from, 1) });
  return (
    <Pagination
      range={length > 0 && `${first.toLocaleString('en')}–${(first + length - 1).toLocaleString('en')}`}
      previousHref={page.previous ? hrefOf(page.previous, first - size) : undefined}
      nextHref={page.next ? hrefOf(page.next, first + length) : undefined}
    >
      <LiveRefresh organizationId={organization.id} />
    </Pagination>
  );
}
