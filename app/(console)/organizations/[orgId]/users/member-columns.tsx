'use client';

import { createColumnHelper, rowSelectionFeature, tableFeatures } from '@tanstack/react-table';
import { managedWords, personLabel, sourceLabel } from '@/components/memberships/member-labels';
import { hasRowMenu, type MemberRights, mayChangeMembers } from '@/components/memberships/member-operations';
import { MemberRoles } from '@/components/memberships/member-roles';
import { MemberStatus, MemberStatusNote } from '@/components/memberships/member-status';
import { Checkbox } from '@/components/ui/checkbox';
import { Identity } from '@/components/ui/identity';
import { DateTime, RelativeTime } from '@/components/ui/relative-time';
import type { PhonePlace } from '@/components/ui/table';
import type { MemberSort } from '@/lib/memberships/member-list.schema';
import type { MemberRow } from '@/lib/memberships/member-row';
import type { MemberTableMeta } from './member-table-meta';
import { RowMenu } from './row-menu';

export interface MemberColumnMeta {
  readonly phone?: PhonePlace;
  readonly sort?: MemberSort;
  readonly className?: string;
  readonly headerClassName?: string;
}

/** The server filters, sorts and pages; the table keeps the selection. */
export const memberFeatures = tableFeatures({
  rowSelectionFeature,
  tableMeta: {} as MemberTableMeta,
  columnMeta: {} as MemberColumnMeta,
});

const helper = createColumnHelper<typeof memberFeatures, MemberRow>();

/** Left out on a small desk, where it would squeeze the others. */
const roomy = { className: 'tablet:max-desktop:hidden', headerClassName: 'max-desktop:hidden' };
const time = 'whitespace-nowrap text-ink-2';

const allColumns = helper.columns([
  helper.display({
    id: 'select',
    meta: { phone: 'select', className: 'tablet:w-[52px]' },
    header: ({ table }) => (
      <Checkbox
        aria-label="Select everybody on this page"
        checked={table.getIsAllRowsSelected() || (table.getIsSomeRowsSelected() && 'indeterminate')}
        onCheckedChange={(checked) => table.toggleAllRowsSelected(checked === true)}
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        aria-label={`Select ${personLabel(row.original)}`}
        checked={row.getIsSelected()}
        onClick={(event) => row.getToggleSelectedHandler()(event)}
      />
    ),
  }),
  helper.display({
    id: 'person',
    meta: { phone: 'lead', sort: 'person', className: 'tablet:w-[36%] tablet:max-w-0 desktop:w-[29%]' },
    header: 'Person',
    cell: ({ table, row }) => <PersonCell member={row.original} viewerId={metaOf(table).viewerId} />,
  }),
  helper.display({
    id: 'roles',
    meta: { phone: 'second', className: 'tablet:w-[16%] desktop:w-[13%]' },
    header: 'Roles',
    cell: ({ row }) => <RolesCell member={row.original} />,
  }),
  helper.display({
    id: 'status',
    meta: { phone: 'trail', className: 'tablet:w-[34%] desktop:w-[27%]' },
    header: 'Status',
    cell: ({ table, row }) => <MemberStatus member={row.original} now={metaOf(table).now} />,
  }),
  helper.display({
    id: 'source',
    meta: {
      phone: 'second-trail',
      className: `${roomy.className} max-tablet:justify-self-start max-tablet:pl-0 max-tablet:text-left`,
      headerClassName: roomy.headerClassName,
    },
    header: 'Source',
    cell: ({ table, row }) => <SourceCell member={row.original} now={metaOf(table).now} />,
  }),
  helper.display({
    id: 'seen',
    meta: { sort: 'seen', className: `${time} ${roomy.className}`, headerClassName: roomy.headerClassName },
    header: 'Last seen',
    cell: ({ table, row }) => <SeenCell member={row.original} now={metaOf(table).now} />,
  }),
  helper.display({
    id: 'joined',
    meta: { sort: 'joined', className: `${time} ${roomy.className}`, headerClassName: roomy.headerClassName },
    header: 'Joined',
    cell: ({ table, row }) => <JoinedCell member={row.original} now={metaOf(table).now} />,
  }),
  helper.display({
    id: 'menu',
    meta: { phone: 'menu', className: 'text-right tablet:w-14' },
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ table, row }) => <RowMenu member={row.original} {...metaOf(table)} />,
  }),
]);

const historyColumns = helper.columns(allColumns.filter((column) => column.id !== 'select'));
const readColumns = helper.columns(historyColumns.filter((column) => column.id !== 'menu'));

/** The columns for a viewer: who may change nothing selects nothing, and who may not even look back has no menu. */
export function memberColumnsFor(rights: MemberRights) {
  if (mayChangeMembers(rights)) return allColumns;
  return hasRowMenu(rights) ? historyColumns : readColumns;
}

type WithMeta = { options: { meta?: MemberTableMeta | undefined } };

function metaOf(table: WithMeta): MemberTableMeta {
  if (!table.options.meta) throw new Error('The table of members was made without its meta.');
  return table.options.meta;
}

function PersonCell({ member, viewerId }: { member: MemberRow; viewerId: string }) {
  return (
    <Identity title={personLabel(member)} avatar={member.name ?? '·'} detail={detailOf(member, viewerId)} />
  );
}

/** "You" first: a long address is cut at its end. */
function detailOf({ userId, name, email }: MemberRow, viewerId: string): string {
  if (userId === viewerId) return name ? `You · ${email}` : 'You';
  return name ? email : 'No name yet';
}

const chipsShown = 2;

/** On a phone the source stands at the end of this line. */
function RolesCell({ member }: { member: MemberRow }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <MemberRoles roles={member.roles} person={personLabel(member)} chips={chipsShown} />
      <span className="ml-auto truncate text-ink-3 text-sm tablet:hidden">
        {managedWords(member) ?? sourceLabel(member.source)}
      </span>
    </span>
  );
}

/** On a phone the note of the status takes this place, because it is the news. */
function SourceCell({ member, now }: { member: MemberRow; now: string }) {
  return (
    <>
      <span className="block whitespace-nowrap text-ink-2 max-tablet:hidden">
        {sourceLabel(member.source)}
      </span>
      {member.managedBy && (
        <span className="block max-w-44 truncate text-ink-3 text-sm max-tablet:hidden">
          {managedWords(member)}
        </span>
      )}
      <span className="tablet:hidden">
        <MemberStatusNote member={member} now={now} />
      </span>
    </>
  );
}

function SeenCell({ member, now }: { member: MemberRow; now: string }) {
  return member.lastSeenAt ? <RelativeTime iso={member.lastSeenAt.toISOString()} now={now} /> : 'Never';
}

function JoinedCell({ member, now }: { member: MemberRow; now: string }) {
  if (member.joinedAt) return <DateTime iso={member.joinedAt.toISOString()} />;
  return (
    <>
      Invited <RelativeTime iso={member.createdAt.toISOString()} now={now} inSentence />
    </>
  );
}
