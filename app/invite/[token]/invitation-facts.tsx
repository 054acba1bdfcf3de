import { type CardFact, CardFacts } from '@/components/shell/card-page';
import { AddressText } from '@/components/sign-in/address-text';
import type { KnownInvitationView } from '@/lib/invitations/view-invitation';

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Who is invited, as what, and until when; `address` as it may be shown here. */
export function InvitationFacts({ view, address }: { view: KnownInvitationView; address: string }) {
  const facts: CardFact[] = [
    { label: 'You', value: <AddressText>{address}</AddressText> },
    { label: view.roleNames.includes(', ') ? 'Roles' : 'Role', value: view.roleNames },
    { label: 'Open until', value: <Moment date={view.expiresAt} /> },
  ];
  return <CardFacts facts={facts.filter(({ value }) => value !== '')} />;
}

/** "7 December 2026" in UTC, as the mail said it; with the time as its title. */
export function Moment({ date }: { date: Date }) {
  const iso = date.toISOString();
  const text = formatDay(date);
  return (
    <time dateTime={iso} title={`${text}, ${iso.slice(11, 16)} UTC`}>
      {text}
    </time>
  );
}

function formatDay(date: Date): string {
  return day.format(date);
}
