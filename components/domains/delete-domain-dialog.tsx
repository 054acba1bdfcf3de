'use client';

import type { DomainRecord } from '@/lib/domains/domain-record';
import { AlertDialog } from '../ui/alert-dialog';
import { useToast } from '../ui/toast';
import type { DomainActions } from './domain-actions';
import { whatEnds } from './domain-words';

export type DeleteDomainDialogProps = {
  domain: DomainRecord;
  remove: DomainActions['remove'];
  onClose: () => void;
};

/** Asks before a domain is deleted, and says what ends with it. */
export function DeleteDomainDialog({ domain, remove, onClose }: DeleteDomainDialogProps) {
  const toast = useToast();
  async function confirm() {
    const result = await remove({ organizationId: domain.organizationId, domainId: domain.id });
    if (!result.ok) return result.error.message;
    toast({ title: `${domain.domain} was deleted` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the domain ${domain.domain}?`}
      description="It can be added again, and is verified anew then."
      consequences={whatEnds(domain)}
      confirmLabel="Delete domain"
      onConfirm={confirm}
    />
  );
}
