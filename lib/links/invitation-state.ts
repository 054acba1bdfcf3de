/** What an invitation is at a moment. Expiry is derived, never stored. */
export type InvitationState = 'open' | 'expired' | 'accepted' | 'revoked';

export interface InvitationTimes {
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The state at `now`. Accepted and revoked are final. */
export function invitationState(invitation: InvitationTimes, now: Date): InvitationState {
  if (invitation.acceptedAt) return 'accepted';
  if (invitation.revokedAt) return 'revoked';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}
