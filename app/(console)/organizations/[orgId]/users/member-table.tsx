'use client';

import { useTable } from '@tanstack/react-table';
import { useRef } from 'react';
import { type ListAddress, sortHeading } from '@/components/lists/list-address';
import { hasRowMenu, type MemberRights, mayChangeMembers } from '@/components/memberships/member-operations';
import { naturalDirection } from '@/components/memberships/member-view';
import { classNames } from '@/components/ui/class-names';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ListMembersInput } from '@/lib/memberships/member-list.schema';
import type { MemberRow } from '@/lib/memberships/member-row';
import { memberColumnsFor, memberFeatures } from './member-columns';
import type { ScreenOrganization } from './screen-types';
import type { MemberActions } from './use-member-actions';
import { useRowKeys } from './use-row-keys';
import type { Selection } from './use-selection';

export type MemberTableProps = {
  organization: ScreenOrganization;
  address: ListAddress;
  view: ListMembersInput;
  members: readonly MemberRow[];
  rights: MemberRights;
  viewerId: string;
  now: string;
  /** Membership ids of rows that have just changed by themselves. */
  fresh: ReadonlySet<string>;
  selection: Selection;
  actions: MemberActions;
};

/** The list itself: one page of rows that the server chose and sorted. */
export function MemberTable(props: MemberTableProps) {
  const { organization, address, view, members, rights, fresh } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useMemberTable(props);
  const toggle = (membershipId: string) => table.getRow(membershipId).toggleSelected();
  useRowKeys(body, { move: hasRowMenu(rights), select: mayChangeMembers(rights) }, toggle);
  return (
    <Table label={`Users of ${organization.name}`}>
      <TableHead>
        {table.getFlatHeaders().map((header) => {
          const { sort, headerClassName } = header.column.columnDef.meta ?? {};
          const heading = sort && sortHeading(address, view, sort, naturalDirection[sort]);
          return (
            <TableHeader key={header.id} className={headerClassName} {...heading}>
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
              className={ROW_CLASS_NAMES}
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
  );
}

/** A bar marks the row of the keyboard. On a phone roles and the note of the status have a line of their own. */
const ROW_CLASS_NAMES = classNames(
  'has-focus-visible:shadow-[inset_2px_0_var(--usher-color-ink)]',
  "max-tablet:[grid-template-areas:'select_lead_trail_menu'_'select_second_second_menu'_'select_secondtrail_secondtrail_menu']",
);

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
    columns: memberColumnsFor(rights),
    data: members as MemberRow[],
    getRowId: (member) => member.membershipId,
    state: { rowSelection: selection.state },
    onRowSelectionChange: selection.change,
    meta: { organizationId: organization.id, rights, viewerId, now, actions },
  });
}
