'use client';

import { Eye, Pencil, Trash2, Users } from 'lucide-react';
import { ActionsMenu } from '../ui/actions-menu';
import { Chip, ChipRow } from '../ui/chip';
import { MenuItem, MenuSeparator } from '../ui/dropdown-menu';
import { Link } from '../ui/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { holdersHref, type ListedRole, type RoleOwner } from './listed-role';

export type RoleTableProps = {
  /** Names the table for readers. */
  label: string;
  owner: RoleOwner;
  rows: readonly ListedRole[];
  /** Users are counted to this number only. */
  countedTo: number;
  /** Whether the viewer may change these. */
  mayChange: boolean;
  onOpen: (role: ListedRole) => void;
  onDelete: (role: ListedRole) => void;
};

/** Roles with what they give and how many people have them. */
export function RoleTable({ label, rows, ...rest }: RoleTableProps) {
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader>Role</TableHeader>
        <TableHeader>Description</TableHeader>
        <TableHeader className="tablet:w-44">Permissions</TableHeader>
        <TableHeader align="end" className="tablet:w-20">
          Users
        </TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((role) => (
          <RoleRow key={role.id} role={role} {...rest} />
        ))}
      </TableBody>
    </Table>
  );
}

type RoleRowProps = Omit<RoleTableProps, 'label' | 'rows'> & { role: ListedRole };

function RoleRow({ role, ...rest }: RoleRowProps) {
  return (
    <TableRow>
      <TableCell phone="lead" className="tablet:w-[30%]">
        <button
          type="button"
          onClick={() => rest.onOpen(role)}
          className="flex min-h-[38px] max-w-full flex-col justify-center rounded-sm text-left"
        >
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-strong wrap-anywhere">{role.displayName}</span>
            <RoleChips role={role} />
          </span>
          <code className="font-mono text-ink-3 text-xs wrap-anywhere">{role.name}</code>
        </button>
      </TableCell>
      <TableCell className="max-desktop:hidden text-ink-2">{role.description}</TableCell>
      <TableCell phone="second" className="whitespace-nowrap text-ink-2 tabular-nums max-tablet:text-sm">
        <span className="max-tablet:hidden">{permissionWords(role)}</span>
        <span className="tablet:hidden">{permissionWords(role, 'permission')}</span>
      </TableCell>
      <TableCell phone="trail" align="end" className="tabular-nums">
        <Holders role={role} owner={rest.owner} countedTo={rest.countedTo} />
      </TableCell>
      <TableCell phone="menu" align="end" className="w-12">
        <RoleMenu role={role} {...rest} />
      </TableCell>
    </TableRow>
  );
}

function RoleChips({ role }: { role: ListedRole }) {
  const chips = [
    role.builtIn && 'Built in',
    role.isDefaultMember && 'Default for new users',
    role.isDefaultCreator && 'Default for creators',
  ].filter((chip) => chip !== false);
  if (chips.length === 0) return null;
  return (
    <ChipRow>
      {chips.map((chip) => (
        <Chip key={chip}>{chip}</Chip>
      ))}
    </ChipRow>
  );
}

/** "None", "6", "8 · 6 inherited"; with a unit "No permissions", "1 permission", "8 permissions · 6 inherited". */
function permissionWords({ permissions, effectivePermissions }: ListedRole, unit?: string): string {
  const all = effectivePermissions.length;
  const inherited = effectivePermissions.filter((name) => !permissions.includes(name)).length;
  if (all === 0) return unit ? `No ${unit}s` : 'None';
  const count = unit ? `${all} ${unit}${all === 1 ? '' : 's'}` : String(all);
  return inherited > 0 ? `${count} · ${inherited} inherited` : count;
}

function Holders({ role, owner, countedTo }: Pick<RoleRowProps, 'role' | 'owner' | 'countedTo'>) {
  const count = role.memberCount ?? 0;
  const words = `${count.toLocaleString('en')}${count >= countedTo ? ' or more' : ''}`;
  const unit = <span className="text-ink-3 tablet:sr-only"> {count === 1 ? 'user' : 'users'}</span>;
  const href = holdersHref(owner, role.id);
  if (count === 0 || !href) {
    return (
      <span className={count === 0 ? 'text-ink-3' : undefined}>
        {words}
        {unit}
      </span>
    );
  }
  return (
    <Link
      href={href}
      className="inline-flex min-h-6 items-center gap-1 rounded-xs underline-offset-2 hover:underline"
    >
      {words}
      {unit}
    </Link>
  );
}

function RoleMenu({ role, owner, mayChange, onOpen, onDelete }: RoleRowProps) {
  const href = holdersHref(owner, role.id);
  return (
    <ActionsMenu subject={role.displayName}>
      <MenuItem icon={mayChange ? <Pencil /> : <Eye />} onSelect={() => onOpen(role)}>
        {mayChange ? 'Edit' : 'Show'}
      </MenuItem>
      {href && (
        <MenuItem icon={<Users />} href={href}>
          Users with this role
        </MenuItem>
      )}
      {mayChange && !role.builtIn && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} danger onSelect={() => onDelete(role)}>
            Delete
          </MenuItem>
        </>
      )}
    </ActionsMenu>
  );
}
