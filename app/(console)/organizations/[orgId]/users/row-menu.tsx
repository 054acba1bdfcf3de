'use client';

import {
  Ban,
  CircleCheck,
  CirclePause,
  Ellipsis,
  History,
  Link2,
  Send,
  ShieldCheck,
  UserMinus,
  UserPen,
} from 'lucide-react';
import type { EndKind } from '@/components/memberships/end-words';
import { managedWords, personLabel } from '@/components/memberships/member-labels';
import {
  isLeftToDirectory,
  isOffered,
  type MemberOperation,
} from '@/components/memberships/member-operations';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu';
import { DateTime } from '@/components/ui/relative-time';
import type { MemberRow } from '@/lib/memberships/member-row';
import type { MemberTableMeta } from './member-table-meta';

export type RowMenuProps = Omit<MemberTableMeta, 'viewerId' | 'now'> & { member: MemberRow };

/** What can be done with one person; nothing that would be refused. */
export function RowMenu({ member, organizationId, rights, actions }: RowMenuProps) {
  const offers = (operation: MemberOperation) => isOffered(operation, member, rights);
  const isLeft = (operation: MemberOperation) => isLeftToDirectory(operation, member, rights);
  const shows = (operation: MemberOperation) => offers(operation) || isLeft(operation);
  const ends = shows('revoke') || shows('deactivate') || shows('remove');
  if (!ends && !offers('change-roles') && !offers('resend') && !offers('detach') && !rights.history)
    return null;
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="icon" data-row-menu aria-label={`Actions for ${personLabel(member)}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      }
    >
      {member.invitation && <InvitedBy member={member} />}
      {member.managedBy && <MenuLabel>{managedWords(member)}. Change it there.</MenuLabel>}
      <KeepingItems member={member} offers={offers} isLeft={isLeft} actions={actions} />
      {rights.history && (
        <MenuItem icon={<History />} href={historyHref(organizationId, member)}>
          History
        </MenuItem>
      )}
      {ends && <MenuSeparator />}
      <EndingItems member={member} offers={offers} isLeft={isLeft} actions={actions} />
    </DropdownMenu>
  );
}

type ItemsProps = Pick<RowMenuProps, 'member' | 'actions'> & {
  offers: (operation: MemberOperation) => boolean;
  /** It is the directory's to do, and shown as what cannot be done here. */
  isLeft: (operation: MemberOperation) => boolean;
};

function KeepingItems({ member, offers, isLeft, actions }: ItemsProps) {
  return (
    <>
      {offers('resend') && (
        <MenuItem icon={<Send />} onSelect={() => actions.resend(member)}>
          {member.status === 'expired' ? 'Send a new link' : 'Resend invitation'}
        </MenuItem>
      )}
      {offers('copy-link') && (
        <MenuItem icon={<Link2 />} onSelect={() => void actions.copyLink(member)}>
          Copy link
        </MenuItem>
      )}
      {offers('change-roles') && (
        <MenuItem
          icon={<ShieldCheck />}
          onSelect={() => actions.ask({ kind: 'change-roles', members: [member] })}
        >
          Change roles
        </MenuItem>
      )}
      {offers('detach') && (
        <MenuItem icon={<UserPen />} onSelect={() => actions.ask({ kind: 'detach', member })}>
          Manage here instead
        </MenuItem>
      )}
      {(offers('reactivate') || isLeft('reactivate')) && (
        <MenuItem
          icon={<CircleCheck />}
          disabled={isLeft('reactivate')}
          onSelect={() => actions.reactivate(member)}
        >
          Reactivate
        </MenuItem>
      )}
    </>
  );
}

/** Each asks first. */
function EndingItems({ member, offers, isLeft, actions }: ItemsProps) {
  const ask = (kind: EndKind) => () => actions.ask({ kind, members: [member] });
  return (
    <>
      {(offers('deactivate') || isLeft('deactivate')) && (
        <MenuItem icon={<CirclePause />} disabled={isLeft('deactivate')} onSelect={ask('deactivate')}>
          Deactivate
        </MenuItem>
      )}
      {offers('revoke') && (
        <MenuItem danger icon={<Ban />} onSelect={ask('revoke')}>
          Revoke invitation
        </MenuItem>
      )}
      {(offers('remove') || isLeft('remove')) && (
        <MenuItem danger icon={<UserMinus />} disabled={isLeft('remove')} onSelect={ask('remove')}>
          Remove
        </MenuItem>
      )}
    </>
  );
}

function InvitedBy({ member }: { member: MemberRow }) {
  return (
    <MenuLabel>
      Invited by {member.invitation?.inviterName}, <DateTime iso={member.createdAt.toISOString()} />
    </MenuLabel>
  );
}

/** The organization's activity, as far as it concerns this person. */
function historyHref(organizationId: string, { email }: MemberRow): string {
  return `/organizations/${organizationId}/activity?target=${encodeURIComponent(email)}`;
}
