import type { ReactNode } from 'react';

/** A line icon where a card has no logo: what happened. */
export function CardIcon({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-14 place-items-center rounded-[15px] border border-line bg-wash text-ink-2 [&>.lucide]:size-6 [&>.lucide]:stroke-[1.75]"
    >
      {children}
    </span>
  );
}
