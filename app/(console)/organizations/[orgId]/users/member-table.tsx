'use client';

import { useTable } from '@tanstack/react-table';
import { useRef } from 'react';
import type { MemberRights } from '@/components/memberships/member-operations';
import { type MemberView, memberViewHref, sortedBy } from '@/components/memberships/member-view';
import { classNames } from '@/components/ui/class-names';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { MemberRow } from '@/lib/memberships/member-row';
import { memberColumns, memberFeatures } from './member-columns';
import type { ScreenOrganization } from './screen-types';
import type { MemberActions } from './use-member-actions';
import { useRowKeys } from './use-row-keys';
import type { Selection } from './use-selection';

export type MemberTableProps = {
  organization: ScreenOrganization;
  view: MemberView;
  members: readonly MemberRow[];
  rights: MemberRights;
  viewerId: string;
  now: string;
  /** Membership ids of rows that have just changed by themselves. */
  fresh: ReadonlySet<string>;
  /** Something else is on its way. */
  stale: boolean;
  selection: Selection;
  actions: MemberActions;
};

/** The list itself: one page of rows that the server chose and sorted. */
export function MemberTable(props: MemberTableProps) {
  const { organization, view, members, fresh, stale } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useMemberTable(props);
  useRowKeys(body, (membershipId) => table.getRow(membershipId).toggleSelected());
  return (
    <div aria-busy={stale} className={classNames('transition-opacity duration-150', stale && 'opacity-55')}>
      <Table label={`Users of ${organization.name}`}>
        <TableHead>
          {table.getFlatHeaders().map((header) => {
            const { sort, headerClassName } = header.column.columnDef.meta ?? {};
            const sorted = view.sort === sort && (view.direction === 'asc' ? 'ascending' : 'descending');
            const path = `/organizations/${organization.id}/users`;
            return (
              <TableHeader
                key={header.id}
                className={headerClassName}
                {...(sort && { sortHref: memberViewHref(path, view, sortedBy(view, sort)) })}
                {...(sorted && { sorted })}
              >
                <table.FlexRender header={header} />
              </TableHeader>
            );
          })}
        </TableHead>
        <TableBody ref={body}>
          {members.map(({ membershipId }) => {
            const row = table.getRow(membershipId);
            return (
              <TableRow
                key={membershipId}
                data-row={membershipId}
                selected={row.getIsSelected()}
                changed={fresh.has(membershipId)}
                className="has-focus-visible:shadow-[inset_2px_0_var(--usher-color-ink)]"
              >
                {row.getAllCells().map((cell) => {
                  const { phone, className } = cell.column.columnDef.meta ?? {};
                  return (
                    <TableCell key={cell.id} className={className} {...(phone && { phone })}>
                      <table.FlexRender cell={cell} />
                    </TableCell>
                  );
                })}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}

function useMemberTable({
  organization,
  members,
  rights,
  viewerId,
  now,
  selection,
  actions,
}: MemberTableProps) {
  return useTable({
    features: memberFeatures,
    columns: memberColumns,
    data: members as MemberRow[],
    getRowId: (member) => member.membershipId,
    state: { rowSelection: selection.state },
    onRowSelectionChange: selection.change,
    meta: { organizationId: organization.id, rights, viewerId, now, actions },
  });
}
