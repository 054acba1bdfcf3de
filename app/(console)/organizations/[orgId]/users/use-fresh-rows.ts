'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { personLabel } from '@/components/memberships/member-labels';
import type { MemberStatus } from '@/lib/memberships/member-list.schema';
import type { MemberRow } from '@/lib/memberships/member-row';

/** As long as the row glows (`animate-settle`). */
const glowMilliseconds = 2_400;

export interface FreshRows {
  /** The membership ids of rows that have just changed by themselves. */
  readonly fresh: ReadonlySet<string>;
  /** The same in words, for readers. */
  readonly announcement: string;
  /** Makes one row fresh: the person who was just invited. */
  readonly point: (membershipId: string) => void;
}

/** Notices who turned Active since the list was last shown, once each. */
export function useFreshRows(members: readonly MemberRow[]): FreshRows {
  const before = useRef<ReadonlyMap<string, MemberStatus>>(new Map());
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [announcement, setAnnouncement] = useState('');
  const point = useCallback((id: string) => setFresh((ids) => new Set([...ids, id])), []);

  useEffect(() => {
    const joined = members.filter((member) =>
      hasJoined(before.current.get(member.membershipId), member.status),
    );
    before.current = new Map(members.map((member) => [member.membershipId, member.status]));
    if (joined.length === 0) return;
    setAnnouncement(`${joined.map(personLabel).join(', ')} joined.`);
    for (const member of joined) point(member.membershipId);
  }, [members, point]);

  useEffect(() => {
    if (fresh.size === 0) return;
    const timer = setTimeout(() => setFresh(new Set()), glowMilliseconds);
    return () => clearTimeout(timer);
  }, [fresh]);

  return { fresh, announcement, point };
}

function hasJoined(before: MemberStatus | undefined, now: MemberStatus): boolean {
  return now === 'active' && (before === 'pending' || before === 'expired');
}
