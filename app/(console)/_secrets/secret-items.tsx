import { Ban, KeyRound } from 'lucide-react';
import { MenuItem } from '@/components/ui/dropdown-menu';
import { activeSecretsMaximum, secretLabel } from '@/lib/applications/client-secret';
import type { SecretRow } from '@/lib/applications/list-credentials';

export type NewSecretItemProps = { secrets: readonly SecretRow[]; onSelect: () => void };

/** For a further secret; says why where there are as many as there can be. */
export function NewSecretItem({ secrets, onSelect }: NewSecretItemProps) {
  const isFull = secrets.length >= activeSecretsMaximum;
  return (
    <MenuItem
      icon={<KeyRound />}
      disabled={isFull}
      hint={isFull && `It has ${activeSecretsMaximum}. Disable one first.`}
      onSelect={onSelect}
    >
      New secret
    </MenuItem>
  );
}

export type DisableSecretItemsProps<S extends SecretRow> = {
  secrets: readonly S[];
  onSelect: (secret: S) => void;
};

/** An end to each secret, but for one that the environment sets. */
export function DisableSecretItems<S extends SecretRow>({ secrets, onSelect }: DisableSecretItemsProps<S>) {
  return secrets.map((secret) => (
    <MenuItem
      key={secret.id}
      icon={<Ban />}
      danger
      disabled={secret.configured}
      hint={secret.configured && 'The environment sets it, in USHER_CLIENT_SECRET.'}
      onSelect={() => onSelect(secret)}
    >
      Disable secret {secretLabel(secret)}
    </MenuItem>
  ));
}
