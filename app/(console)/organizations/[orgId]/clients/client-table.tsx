'use client';

import { Ban, Ellipsis, History, KeyRound, Pencil, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Chip, ChipRow } from '@/components/ui/chip';
import { CopyButton } from '@/components/ui/copy-field';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ClientRecord } from '@/lib/applications/client-record';
import { activeSecretsMaximum, secretLabel } from '@/lib/applications/client-secret';
import { SecretLines } from '../../../_secrets/secret-lines';
import { type ClientQuestion, workingSecrets } from './client-dialogs';

export type ClientTableProps = {
  rows: readonly ClientRecord[];
  now: string;
  onAsk: (question: ClientQuestion) => void;
};

/** The clients, each with its id to copy, what its tokens allow, and the secrets that work. */
export function ClientTable({ rows, now, onAsk }: ClientTableProps) {
  return (
    <Table label="API clients">
      <TableHead>
        <TableHeader>API client</TableHeader>
        <TableHeader>Scopes</TableHeader>
        <TableHeader>Secrets</TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((client) => (
          <TableRow key={client.clientId}>
            <TableCell phone="lead" className="tablet:w-[36%] tablet:max-w-0">
              <NameAndId client={client} />
            </TableCell>
            <TableCell>
              <Scopes scopes={client.scopes} />
            </TableCell>
            <TableCell phone="second" className="text-ink-2">
              <SecretLines secrets={workingSecrets(client)} now={now} />
            </TableCell>
            <TableCell phone="menu" align="end" className="w-14">
              <ClientMenu client={client} onAsk={onAsk} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function NameAndId({ client: { name, description, clientId } }: { client: ClientRecord }) {
  return (
    <>
      <span title={name} className="block truncate font-strong text-ink">
        {name}
      </span>
      {description && (
        <span title={description} className="block truncate text-ink-2 text-sm">
          {description}
        </span>
      )}
      <span className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 select-all font-mono text-[12.5px] text-ink-2 wrap-anywhere">
          {clientId}
        </code>
        <CopyButton text={clientId} label="Copy id" variant="ghost" size="small" />
      </span>
    </>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return <span className="text-ink-3">None</span>;
  return (
    <ChipRow>
      {scopes.map((scope) => (
        <Chip key={scope} title={scope}>
          {scope}
        </Chip>
      ))}
    </ChipRow>
  );
}

function ClientMenu({ client, onAsk }: Pick<ClientTableProps, 'onAsk'> & { client: ClientRecord }) {
  const secrets = workingSecrets(client);
  const isFull = secrets.length >= activeSecretsMaximum;
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${client.name}`} className="size-8">
          <Ellipsis aria-hidden="true" />
        </Button>
      }
    >
      <MenuItem icon={<Pencil />} onSelect={() => onAsk({ kind: 'edit', client })}>
        Edit
      </MenuItem>
      <MenuItem
        icon={<KeyRound />}
        disabled={isFull}
        hint={isFull && `It has ${activeSecretsMaximum}. Disable one first.`}
        onSelect={() => onAsk({ kind: 'rotate', client })}
      >
        New secret
      </MenuItem>
      <MenuItem icon={<History />} href={`/activity?target=${client.clientId}`}>
        History
      </MenuItem>
      <MenuSeparator />
      {secrets.map((secret) => (
        <MenuItem
          key={secret.id}
          icon={<Ban />}
          danger
          onSelect={() => onAsk({ kind: 'disable', client, secret })}
        >
          Disable secret {secretLabel(secret)}
        </MenuItem>
      ))}
      <MenuItem icon={<Trash2 />} danger onSelect={() => onAsk({ kind: 'delete', client })}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
