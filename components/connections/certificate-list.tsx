'use client';

import { useState } from 'react';
import type { CertificateRecord, ConnectionRecord } from '@/lib/connections/connection-record';
import { AlertDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { DateTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { useToast } from '../ui/toast';
import { AddCertificateDialog } from './add-certificate-dialog';
import { describeExpiry } from './certificate-expiry';
import type { ConnectionActions } from './connection-actions';

export type CertificateListProps = {
  connection: ConnectionRecord & { readonly type: 'SAML' };
  actions: Pick<ConnectionActions, 'addCertificates' | 'removeCertificate'>;
  now: string;
};

/** The certificates of the identity provider, any of which may have signed, with when each ends. */
export function CertificateList({ connection, actions, now }: CertificateListProps) {
  const { certificates } = connection;
  return (
    <div className="flex flex-col gap-4">
      {certificates.length === 0 ? (
        <p className="text-ink-2">None yet. Metadata brings them, or add one.</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {certificates.map((certificate) => (
            <Certificate
              key={certificate.certificateId}
              certificate={certificate}
              connection={connection}
              remove={actions.removeCertificate}
              now={now}
            />
          ))}
        </ul>
      )}
      <div>
        <AddCertificateDialog connection={connection} addCertificates={actions.addCertificates} />
      </div>
    </div>
  );
}

type CertificateProps = {
  certificate: CertificateRecord;
  connection: CertificateListProps['connection'];
  remove: ConnectionActions['removeCertificate'];
  now: string;
};

function Certificate({ certificate, connection, remove, now }: CertificateProps) {
  const { subject, fingerprint, notBefore, notAfter } = certificate;
  const { tone, words } = describeExpiry(notBefore, notAfter, new Date(now));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-60">
        <p className="font-strong wrap-anywhere">{subject || 'Without a name'}</p>
        <p title={`SHA-256 ${fingerprint}`} className="truncate font-mono text-ink-3 text-xs">
          {fingerprint.match(/../g)?.slice(0, 10).join(':')}…
        </p>
      </div>
      <Status
        tone={tone}
        note={
          <>
            until <DateTime iso={notAfter.toISOString()} />
          </>
        }
      >
        {words}
      </Status>
      <RemoveCertificate certificate={certificate} connection={connection} remove={remove} />
    </li>
  );
}

function RemoveCertificate({ certificate, connection, remove }: Omit<CertificateProps, 'now'>) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const { organizationId, connectionId } = connection;
  const { certificateId, subject } = certificate;
  async function confirm() {
    const result = await remove({ organizationId, connectionId, certificateId });
    if (!result.ok) return result.error.message;
    toast({ title: 'The certificate was removed' });
    return undefined;
  }
  return (
    <AlertDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" aria-label={`Remove the certificate ${subject}`}>
          Remove
        </Button>
      }
      title="Remove this certificate?"
      description="From now on nothing that it signed is accepted."
      consequences={['If the identity provider still signs with it, nobody can log in by this connection']}
      confirmLabel="Remove certificate"
      onConfirm={confirm}
    />
  );
}
