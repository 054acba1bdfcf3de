'use client';

import { Unlink } from 'lucide-react';
import { ActionsMenu } from '@/components/ui/actions-menu';
import { MenuItem } from '@/components/ui/dropdown-menu';
import { DateTime, RelativeTime, TimeLeft } from '@/components/ui/relative-time';
import { Status, type StatusTone } from '@/components/ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { PortalFeature } from '@/lib/authz/context';
import type { PortalLinkRow } from '@/lib/portal/list-portal-links';
import type { PortalLinkState } from '@/lib/portal/portal-link';

export type SetupLinkTableProps = {
  rows: readonly PortalLinkRow[];
  now: string;
  /** Null: the viewer only looks. */
  onRevoke: ((link: PortalLinkRow) => void) | null;
};

/** The links, each with what it is by now, who made it, and whether somebody is in by it. */
export function SetupLinkTable({ rows, now, onRevoke }: SetupLinkTableProps) {
  return (
    <Table label="Set-up links">
      <TableHead>
        <TableHeader>Made by</TableHeader>
        <TableHeader>For</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>Opened</TableHeader>
        <TableHeader>Made</TableHeader>
        {onRevoke && (
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        )}
      </TableHead>
      <TableBody>
        {rows.map((link) => (
          <TableRow key={link.linkId}>
            <TableCell phone="lead" className="font-medium">
              {link.createdByName}
            </TableCell>
            <TableCell phone="hidden" className="text-ink-2">
              {purposeOf(link)}
            </TableCell>
            <TableCell phone="second">
              <LinkState link={link} now={now} />
            </TableCell>
            <TableCell phone="hidden" className="text-ink-2">
              <Opened link={link} now={now} />
            </TableCell>
            <TableCell phone="second-trail" className="text-ink-2">
              <RelativeTime iso={link.createdAt.toISOString()} now={now} />
            </TableCell>
            {onRevoke && (
              <TableCell phone="menu" align="end" className="w-14">
                {isRevocable(link) && (
                  <ActionsMenu subject={`the link of ${link.createdByName}`}>
                    <MenuItem icon={<Unlink />} danger onSelect={() => onRevoke(link)}>
                      Revoke
                    </MenuItem>
                  </ActionsMenu>
                )}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const features: Record<PortalFeature, string> = { sso: 'Single sign-on', directory: 'Directory' };

function purposeOf(link: PortalLinkRow): string {
  return link.features.map((feature) => features[feature]).join(', ');
}

/** One that opens still, or that somebody is in by. */
function isRevocable({ state, sessionCount }: PortalLinkRow): boolean {
  return state === 'open' || (state !== 'revoked' && sessionCount > 0);
}

const states: Record<PortalLinkState, { readonly tone: StatusTone; readonly word: string }> = {
  open: { tone: 'ok', word: 'Open' },
  used: { tone: 'info', word: 'Used' },
  expired: { tone: 'off', word: 'Expired' },
  revoked: { tone: 'bad', word: 'Revoked' },
};

function LinkState({ link: { state, expiresAt }, now }: { link: PortalLinkRow; now: string }) {
  const { tone, word } = states[state];
  const iso = expiresAt.toISOString();
  const note = state === 'open' ? <TimeLeft iso={iso} now={now} over="Expired" /> : null;
  return (
    <Status tone={tone} note={state === 'expired' ? <DateTime iso={iso} /> : note}>
      {word}
    </Status>
  );
}

function Opened({ link: { openedAt, sessionCount }, now }: { link: PortalLinkRow; now: string }) {
  if (!openedAt) return <span className="text-ink-3">Not yet</span>;
  const browsers = sessionCount === 1 ? 'one browser is in' : `${sessionCount} browsers are in`;
  return (
    <span>
      <RelativeTime iso={openedAt.toISOString()} now={now} />
      {sessionCount > 0 && <span className="block text-ink-3 text-sm">Now {browsers}</span>}
    </span>
  );
}
