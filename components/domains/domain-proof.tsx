'use client';

import { useState } from 'react';
import type { DomainRecord } from '@/lib/domains/domain-record';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { RelativeTime } from '../ui/relative-time';
import { useToast } from '../ui/toast';
import type { DomainActions } from './domain-actions';
import { nextStep } from './domain-words';

export type DomainProofProps = {
  domain: DomainRecord;
  record: NonNullable<DomainRecord['record']>;
  verify: DomainActions['verify'] | null;
  now: string;
};

/** The record that shows whose a domain is, to be copied, and what the last look-up found. */
export function DomainProof({ domain, record, verify, now }: DomainProofProps) {
  return (
    <div className="mt-3.5 max-w-[760px] rounded-lg border border-line bg-sunk/50 p-4">
      <p className="text-ink-2 text-sm">{nextStep(domain)}</p>
      <dl className="mt-3 grid gap-x-4 gap-y-2 tablet:grid-cols-[60px_minmax(0,1fr)] tablet:items-center">
        <dt className="text-ink-3 text-sm">Type</dt>
        <dd className="font-mono text-[12.5px]">TXT</dd>
        <dt className="text-ink-3 text-sm">Name</dt>
        <dd className="min-w-0">
          <CopyField value={record.name} label={`Name of the record of ${domain.domain}`} />
        </dd>
        <dt className="text-ink-3 text-sm">Value</dt>
        <dd className="min-w-0">
          <CopyField value={record.value} label={`Value of the record of ${domain.domain}`} />
        </dd>
      </dl>
      <div className="mt-3.5 flex flex-wrap items-center gap-x-4 gap-y-2.5">
        {verify && <VerifyButton domain={domain} verify={verify} />}
        <p className="min-w-0 grow basis-60 text-ink-3 text-sm wrap-anywhere" role="status">
          <LastLook domain={domain} now={now} />
        </p>
      </div>
    </div>
  );
}

function VerifyButton({ domain, verify }: { domain: DomainRecord; verify: DomainActions['verify'] }) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  async function press() {
    setBusy(true);
    const result = await verify({ organizationId: domain.organizationId, domainId: domain.id });
    setBusy(false);
    if (!result.ok) toast({ title: 'It was not looked for', description: result.error.message, tone: 'bad' });
    else if (result.data.state === 'verified') toast({ title: `${domain.domain} is verified` });
  }
  return (
    <Button loading={busy} onClick={() => void press()} aria-label={`Verify now: ${domain.domain}`}>
      Verify now
    </Button>
  );
}

function LastLook({
  domain: { checkedAt, checkResult, state },
  now,
}: Pick<DomainProofProps, 'domain' | 'now'>) {
  if (!checkedAt) return state === 'pending' ? 'It is looked for within a minute or two.' : null;
  return (
    <>
      {checkResult} Looked <RelativeTime iso={checkedAt.toISOString()} now={now} inSentence />.
    </>
  );
}
