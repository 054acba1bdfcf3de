'use client';

import { AlertDialog } from '@/components/ui/alert-dialog';
import { useToast } from '@/components/ui/toast';
import type { PortalLinkRow } from '@/lib/portal/list-portal-links';
import { revokePortalLinkAction } from './actions';

export type RevokeLinkDialogProps = { organizationId: string; link: PortalLinkRow; onClose: () => void };

/** Asks before a set-up link is revoked, and says who is put out by it. */
export function RevokeLinkDialog({ organizationId, link, onClose }: RevokeLinkDialogProps) {
  const toast = useToast();
  async function confirm() {
    const result = await revokePortalLinkAction({ organizationId, linkId: link.linkId });
    if (!result.ok) return result.error.message;
    toast({ title: 'The set-up link was revoked' });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke the set-up link of ${link.createdByName}?`}
      description="What was set up by it stays as it is."
      consequences={[
        'Nobody opens it any more',
        ...(link.sessionCount > 0 ? [endsOf(link.sessionCount)] : []),
      ]}
      confirmLabel="Revoke link"
      onConfirm={confirm}
    />
  );
}

function endsOf(count: number): string {
  return count === 1
    ? 'The browser that is in by it is put out'
    : `${count} browsers that are in by it are put out`;
}
