'use client';

import { History, Pencil, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/components/ui/actions-menu';
import { Chip, ChipRow } from '@/components/ui/chip';
import { MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ClientRecord } from '@/lib/applications/client-record';
import { NameAndId } from '../../../_secrets/name-and-id';
import { DisableSecretItems, NewSecretItem } from '../../../_secrets/secret-items';
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
  return (
    <ActionsMenu subject={client.name}>
      <MenuItem icon={<Pencil />} onSelect={() => onAsk({ kind: 'edit', client })}>
        Edit
      </MenuItem>
      <NewSecretItem secrets={secrets} onSelect={() => onAsk({ kind: 'rotate', client })} />
      <MenuItem icon={<History />} href={`/activity?target=${client.clientId}`}>
        History
      </MenuItem>
      <MenuSeparator />
      <DisableSecretItems
        secrets={secrets}
        onSelect={(secret) => onAsk({ kind: 'disable', client, secret })}
      />
      <MenuItem icon={<Trash2 />} danger onSelect={() => onAsk({ kind: 'delete', client })}>
        Delete
      </MenuItem>
    </ActionsMenu>
  );
}
