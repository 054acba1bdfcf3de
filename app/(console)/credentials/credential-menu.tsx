'use client';

import { Ban, Ellipsis, History, KeyRound, Pencil, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { activeSecretsMaximum, secretLabel } from '@/lib/applications/client-secret';
import type { CredentialRow } from '@/lib/applications/list-credentials';
import type { CredentialQuestion } from './credential-dialogs';

export type CredentialMenuProps = {
  credential: CredentialRow;
  onAsk: (question: CredentialQuestion) => void;
};

/** What can be done about a credential; what cannot be done says why. */
export function CredentialMenu({ credential, onAsk }: CredentialMenuProps) {
  const { name, secrets } = credential;
  const full = secrets.length >= activeSecretsMaximum;
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${name}`} className="size-8">
          <Ellipsis aria-hidden="true" />
        </Button>
      }
    >
      <MenuItem
        icon={<KeyRound />}
        disabled={full}
        hint={full && `It has ${activeSecretsMaximum}. Disable one first.`}
        onSelect={() => onAsk({ kind: 'rotate', credential })}
      >
        New secret
      </MenuItem>
      <MenuItem icon={<Pencil />} onSelect={() => onAsk({ kind: 'rename', credential })}>
        Rename
      </MenuItem>
      <MenuItem icon={<History />} href={`/activity?target=${encodeURIComponent(name)}`}>
        History
      </MenuItem>
      <MenuSeparator />
      {secrets.map((secret) => (
        <MenuItem
          key={secret.id}
          icon={<Ban />}
          danger
          disabled={secret.configured}
          hint={secret.configured && 'The environment sets it, in USHER_CLIENT_SECRET.'}
          onSelect={() => onAsk({ kind: 'disable', credential, secret })}
        >
          Disable secret {secretLabel(secret)}
        </MenuItem>
      ))}
      <MenuItem icon={<Trash2 />} danger onSelect={() => onAsk({ kind: 'delete', credential })}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
