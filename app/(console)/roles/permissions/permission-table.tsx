'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/components/ui/actions-menu';
import { MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { PermissionRow } from '@/lib/roles/list-permissions';

export type PermissionTableProps = {
  /** Names the table for readers. */
  label: string;
  rows: readonly PermissionRow[];
  onEdit?: ((permission: PermissionRow) => void) | undefined;
  onDelete?: ((permission: PermissionRow) => void) | undefined;
};

/** Permissions with what they allow; with a menu where they can be changed. */
export function PermissionTable({ label, rows, onEdit, onDelete }: PermissionTableProps) {
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader className="w-[34%]">Name</TableHeader>
        <TableHeader>What it allows</TableHeader>
        {onEdit && (
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        )}
      </TableHead>
      <TableBody>
        {rows.map((permission) => (
          <TableRow key={permission.id}>
            <TableCell phone="second">
              <code className="font-mono text-[12.5px] wrap-anywhere">{permission.name}</code>
            </TableCell>
            <TableCell phone="lead" className="h-11 wrap-anywhere max-tablet:h-auto">
              {permission.description}
            </TableCell>
            {onEdit && onDelete && (
              <TableCell phone="menu" align="end" className="w-12">
                <PermissionMenu permission={permission} onEdit={onEdit} onDelete={onDelete} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type PermissionMenuProps = {
  permission: PermissionRow;
  onEdit: (permission: PermissionRow) => void;
  onDelete: (permission: PermissionRow) => void;
};

function PermissionMenu({ permission, onEdit, onDelete }: PermissionMenuProps) {
  return (
    <ActionsMenu subject={permission.name}>
      <MenuItem icon={<Pencil />} onSelect={() => onEdit(permission)}>
        Edit
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} danger onSelect={() => onDelete(permission)}>
        Delete
      </MenuItem>
    </ActionsMenu>
  );
}
