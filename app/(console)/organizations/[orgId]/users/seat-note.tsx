import type { InviteeVerdict } from '@/lib/invitations/check-invitee';
import type { ScreenOrganization } from './screen-types';

export type SeatNoteProps = {
  organization: Pick<ScreenOrganization, 'seatsUsed' | 'seatsCap'>;
  verdict: InviteeVerdict['verdict'] | undefined;
};

/** Which seat an invitation would take: pending people sit already, and a full house is said before the server does. */
export function SeatNote({ organization, verdict }: SeatNoteProps) {
  const { seatsUsed, seatsCap } = organization;
  if (verdict === 'pending' || verdict === 'member') return 'Takes no further seat';
  if (seatsCap === null) return `Takes seat ${count(seatsUsed + 1)}`;
  if (seatsUsed >= seatsCap) return <span className="text-bad">All {count(seatsCap)} seats are taken</span>;
  return `Takes seat ${count(seatsUsed + 1)} of ${count(seatsCap)}`;
}

/** "212 of 250 seats". */
export function SeatCount({ organization }: Pick<SeatNoteProps, 'organization'>) {
  const { seatsUsed, seatsCap } = organization;
  if (seatsCap === null) return `${count(seatsUsed)} ${seatsUsed === 1 ? 'seat' : 'seats'} taken`;
  const text = `${count(seatsUsed)} of ${count(seatsCap)} seats`;
  return seatsUsed >= seatsCap ? <span className="text-bad">{text}</span> : text;
}

function count(seats: number): string {
  return seats.toLocaleString('en');
}
