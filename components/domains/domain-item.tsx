'use client';

import { BadgeCheck, Trash2 } from 'lucide-react';
import type { DomainRecord } from '@/lib/domains/domain-record';
import { ActionsMenu } from '../ui/actions-menu';
import { Chip } from '../ui/chip';
import { MenuItem } from '../ui/dropdown-menu';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import type { DomainActions } from './domain-actions';
import { DomainProof } from './domain-proof';
import { purposes, stateWords } from './domain-words';

export type DomainItemProps = {
  domain: DomainRecord;
  /** Null: the viewer may only look. */
  verify: DomainActions['verify'] | null;
  /** Null: the viewer may not vouch for it. */
  onVouch: (() => void) | null;
  onDelete: () => void;
  now: string;
};

/** One domain: what it is for, its state and how it was verified, and below it what is missing. */
export function DomainItem({ domain, verify, onVouch, onDelete, now }: DomainItemProps) {
  const { label, tone } = stateWords[domain.state];
  return (
    <li className="px-7 py-4 max-tablet:px-4">
      <div className="flex items-start gap-x-4">
        <div className="flex min-w-0 grow flex-wrap items-start gap-x-6 gap-y-2">
          <div className="min-w-0 grow basis-64">
            <h3 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-strong text-md wrap-anywhere">
              {domain.domain}
              <Chip>{purposes[domain.type].label}</Chip>
            </h3>
            <p className="mt-0.5 max-w-[62ch] text-ink-3 text-sm">{purposes[domain.type].hint}</p>
          </div>
          <Status tone={tone} note={<HowVerified domain={domain} now={now} />} className="basis-60">
            {label}
          </Status>
        </div>
        {verify && (
          <ActionsMenu subject={domain.domain}>
            {onVouch && !domain.verifiedAt && (
              <MenuItem icon={<BadgeCheck />} onSelect={onVouch}>
                Vouch for it
              </MenuItem>
            )}
            <MenuItem icon={<Trash2 />} danger onSelect={onDelete}>
              Delete
            </MenuItem>
          </ActionsMenu>
        )}
      </div>
      {domain.record && domain.state !== 'verified' && (
        <DomainProof domain={domain} record={domain.record} verify={verify} now={now} />
      )}
    </li>
  );
}

function HowVerified({ domain, now }: Pick<DomainItemProps, 'domain' | 'now'>) {
  const { verifiedAt, method, createdAt } = domain;
  if (!verifiedAt)
    return (
      <>
        Added <RelativeTime iso={createdAt.toISOString()} now={now} inSentence />
      </>
    );
  return (
    <>
      {method === 'ADMIN' ? 'Vouched for by the vendor' : 'By its TXT record'},{' '}
      <RelativeTime iso={verifiedAt.toISOString()} now={now} inSentence />
    </>
  );
}
