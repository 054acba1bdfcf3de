'use client';

import type { DomainRecord } from '@/lib/domains/domain-record';
import { AlertDialog } from '../ui/alert-dialog';
import { useToast } from '../ui/toast';
import type { DomainActions } from './domain-actions';
import { whatBegins } from './domain-words';

export type VouchDialogProps = {
  domain: DomainRecord;
  organizationName: string;
  vouch: NonNullable<DomainActions['vouch']>;
  onClose: () => void;
};

/** Asks before somebody vouches for a domain, and says what begins with that. */
export function VouchDialog({ domain, organizationName, vouch, onClose }: VouchDialogProps) {
  const toast = useToast();
  async function confirm() {
    const result = await vouch({ organizationId: domain.organizationId, domainId: domain.id });
    if (!result.ok) return result.error.message;
    toast({ title: `${domain.domain} is verified` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Vouch for ${domain.domain}?`}
      description={`It is verified at once, on your word. Do it only when you know that it belongs to ${organizationName}.`}
      consequences={whatBegins(domain)}
      confirmLabel="Vouch for it"
      tone="primary"
      onConfirm={confirm}
    />
  );
}
