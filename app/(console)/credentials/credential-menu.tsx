'use client';

import { History, Pencil, Trash2 } from 'lucide-react';
import { ActionsMenu } from '@/components/ui/actions-menu';
import { MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import type { CredentialRow } from '@/lib/applications/list-credentials';
import { DisableSecretItems, NewSecretItem } from '../_secrets/secret-items';
import type { CredentialQuestion } from './credential-dialogs';

export type CredentialMenuProps = {
  credential: CredentialRow;
  onAsk: (question: CredentialQuestion) => void;
};

/** What can be done about a credential; what cannot be done says why. */
export function CredentialMenu({ credential, onAsk }: CredentialMenuProps) {
  const { clientId, name, secrets } = credential;
  return (
    <ActionsMenu subject={name}>
      <NewSecretItem secrets={secrets} onSelect={() => onAsk({ kind: 'rotate', credential })} />
      <MenuItem icon={<Pencil />} onSelect={() => onAsk({ kind: 'rename', credential })}>
        Rename
      </MenuItem>
      <MenuItem icon={<History />} href={`/activity?target=${encodeURIComponent(clientId)}`}>
        History
      </MenuItem>
      <MenuSeparator />
      <DisableSecretItems
        secrets={secrets}
        onSelect={(secret) => onAsk({ kind: 'disable', credential, secret })}
      />
      <MenuItem icon={<Trash2 />} danger onSelect={() => onAsk({ kind: 'delete', credential })}>
        Delete
      </MenuItem>
    </ActionsMenu>
  );
}
