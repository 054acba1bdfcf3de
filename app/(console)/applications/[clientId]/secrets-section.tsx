'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SettingsSection } from '@/components/ui/settings-section';
import type { ClientRecord, SecretRecord } from '@/lib/applications/client-record';
import { activeSecretsMaximum, secretLabel } from '@/lib/applications/client-secret';
import { DisableSecretDialog } from '../../_secrets/disable-secret-dialog';
import { NewSecretDialog } from '../../_secrets/new-secret-dialog';
import { SecretLines } from '../../_secrets/secret-lines';

export type SecretsSectionProps = { application: ClientRecord; now: string };

type Question = { kind: 'rotate' } | { kind: 'disable'; secret: SecretRecord };

/** The secrets of an application that work: a further one, and an end to each. */
export function SecretsSection({ application, now }: SecretsSectionProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const secrets = application.secrets.filter(({ disabledAt }) => disabledAt === null);
  const owner = { clientId: application.clientId, name: application.name, secrets };
  const close = () => setQuestion(null);
  const isFull = secrets.length >= activeSecretsMaximum;
  return (
    <SettingsSection
      title="Secrets"
      description="To replace one without a pause: make a new one, move the application to it, disable the old one."
    >
      <SecretLines secrets={secrets} now={now} />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button disabled={isFull} onClick={() => setQuestion({ kind: 'rotate' })}>
          New secret
        </Button>
        {secrets
          .filter(({ configured }) => !configured)
          .map((secret) => (
            <Button
              key={secret.id}
              className="text-bad"
              onClick={() => setQuestion({ kind: 'disable', secret })}
            >
              Disable {secretLabel(secret)}
            </Button>
          ))}
      </div>
      {isFull && (
        <p className="mt-2 text-ink-3 text-sm">
          It has {activeSecretsMaximum}, the most there can be. Disable one first.
        </p>
      )}
      {question?.kind === 'rotate' && <NewSecretDialog owner={owner} onClose={close} />}
      {question?.kind === 'disable' && (
        <DisableSecretDialog
          owner={owner}
          secret={question.secret}
          afterwards="People stay signed in; what the application holds goes on until it expires."
          onClose={close}
        />
      )}
    </SettingsSection>
  );
}
