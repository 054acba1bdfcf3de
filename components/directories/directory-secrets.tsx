'use client';

import { useState } from 'react';
import type { DirectoryRecord, DirectorySecretRecord } from '@/lib/directories/directory-record';
import { Button } from '../ui/button';
import { DateTime, RelativeTime } from '../ui/relative-time';
import type { DirectoryActions } from './directory-actions';
import { NewSecretDialog } from './new-secret-dialog';
import { RevokeSecretButton } from './revoke-secret-button';

export type DirectorySecretsProps = {
  directory: Pick<DirectoryRecord, 'organizationId' | 'directoryId' | 'name' | 'secrets'>;
  actions: Pick<DirectoryActions, 'createSecret' | 'rotateSecret' | 'revokeSecret'>;
  /** The server's clock, as ISO text. */
  now: string;
};

/** The secrets that open a directory now, each with when it was used last and when it ends. */
export function DirectorySecrets({ directory, actions, now }: DirectorySecretsProps) {
  const [asking, setAsking] = useState(false);
  const good = directory.secrets.filter(({ expiresAt }) => !expiresAt || expiresAt > new Date(now));
  return (
    <>
      {good.length > 0 ? (
        <ul className="mb-4 divide-y divide-line border-line border-y">
          {good.map((secret) => (
            <li key={secret.id} className="flex items-center justify-between gap-4 py-2.5">
              <SecretFacts secret={secret} now={now} />
              <RevokeSecretButton
                directory={directory}
                secret={secret}
                isOnly={good.length === 1}
                revoke={actions.revokeSecret}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-4 text-ink-2">No secret yet. The directory is refused without one.</p>
      )}
      <Button variant={good.length > 0 ? 'default' : 'primary'} onClick={() => setAsking(true)}>
        {good.length > 0 ? 'New secret' : 'Create a secret'}
      </Button>
      {asking && (
        <NewSecretDialog
          directory={directory}
          hasSecrets={good.length > 0}
          actions={actions}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function SecretFacts({ secret, now }: { secret: DirectorySecretRecord; now: string }) {
  const { suffix, createdAt, lastUsedAt, expiresAt } = secret;
  return (
    <div className="min-w-0">
      <code className="font-mono text-[12.5px] text-ink">…{suffix}</code>
      <p className="text-ink-3 text-sm">
        Created <DateTime iso={createdAt.toISOString()} />,{' '}
        {lastUsedAt ? (
          <>
            used <RelativeTime iso={lastUsedAt.toISOString()} now={now} inSentence />
          </>
        ) : (
          'never used'
        )}
      </p>
      {expiresAt && (
        <p className="text-sm text-wait">
          Ends <DateTime iso={expiresAt.toISOString()} withTime />
        </p>
      )}
    </div>
  );
}
