import { AddressText } from './address-text';

/** Where to turn to, under a card. */
export function SupportLine({ address }: { address: string | null }) {
  if (!address) return null;
  return (
    <p className="text-center wrap-anywhere">
      Questions? Write to{' '}
      <a href={`mailto:${address}`} className="text-ink-2 underline underline-offset-2 hover:text-ink">
        <AddressText>{address}</AddressText>
      </a>
    </p>
  );
}
