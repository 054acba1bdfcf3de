'use client';

import { DateTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CredentialRow } from '@/lib/applications/list-credentials';
import { NameAndId } from '../_secrets/name-and-id';
import { SecretLines } from '../_secrets/secret-lines';
import type { CredentialQuestion } from './credential-dialogs';
import { CredentialMenu } from './credential-menu';

export type CredentialTableProps = {
  rows: readonly CredentialRow[];
  now: string;
  onAsk: (question: CredentialQuestion) => void;
};

/** The credentials, each with its id to copy and the secrets that work. */
export function CredentialTable({ rows, now, onAsk }: CredentialTableProps) {
  return (
    <Table label="API credentials">
      <TableHead>
        <TableHeader>Credential</TableHeader>
        <TableHeader>Secrets</TableHeader>
        <TableHeader className="max-desktop:hidden">Created</TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((credential) => (
          <TableRow key={credential.clientId}>
            <TableCell phone="lead" className="tablet:w-[42%] tablet:max-w-0">
              <NameAndId client={credential} />
            </TableCell>
            <TableCell phone="second" className="text-ink-2">
              <SecretLines secrets={credential.secrets} now={now} />
            </TableCell>
            <TableCell className="max-desktop:hidden whitespace-nowrap text-ink-2">
              <DateTime iso={credential.createdAt.toISOString()} />
            </TableCell>
            <TableCell phone="menu" align="end" className="w-14">
              <CredentialMenu credential={credential} onAsk={onAsk} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
