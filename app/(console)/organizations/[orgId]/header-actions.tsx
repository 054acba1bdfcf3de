'use client';

import { useSearchParams, useSelectedLayoutSegment } from 'next/navigation';
import { useInviteDialog } from '@/components/invitations/use-invite-dialog';
import { Button } from '@/components/ui/button';
import { buttonClassNames } from '@/components/ui/button-class-names';
import { Kbd } from '@/components/ui/kbd';
import { useShortcut } from '@/components/ui/shortcuts';

export type HeaderActionsProps = { organizationId: string; mayInvite: boolean };

/** The buttons beside the organization's name, where its users are shown; the key for inviting works everywhere in it. */
export function HeaderActions({ organizationId, mayInvite }: HeaderActionsProps) {
  const segment = useSelectedLayoutSegment();
  const invite = useInviteDialog(organizationId);
  useShortcut('i', invite.open, { label: 'Invite User', enabled: mayInvite });
  if (segment !== 'users') return null;
  return (
    <>
      <ExportLink organizationId={organizationId} />
      {mayInvite && (
        <Button variant="primary" onClick={invite.open} aria-keyshortcuts="i">
          Invite User
          <Kbd keys="i" className="max-tablet:hidden" />
        </Button>
      )}
    </>
  );
}

/** A download of what the list shows: the same address, another answer. */
function ExportLink({ organizationId }: { organizationId: string }) {
  const shown = new URLSearchParams(useSearchParams());
  for (const name of ['invite', 'cursor', 'from']) shown.delete(name);
  const query = shown.size > 0 ? `?${shown}` : '';
  return (
    <a
      href={`/organizations/${organizationId}/users/export${query}`}
      download
      className={buttonClassNames({})}
    >
      Export
    </a>
  );
}
