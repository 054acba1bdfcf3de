import type { ReactNode } from 'react';

export type CardPageProps = {
  /** A logo tile above the heading. */
  logo?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Small print at the end of the card. */
  footnote?: ReactNode;
  /** A line under the card: who runs this, support. */
  below?: ReactNode;
};

/** One card in the middle of the page: for people who are not in the console. Works without scripts. */
export function CardPage({ logo, title, description, children, footnote, below }: CardPageProps) {
  return (
    <div className="flex min-h-dvh flex-col items-center justify-center px-4 py-6">
      <main
        id="content"
        className="w-[420px] max-w-full rounded-xl border border-line bg-paper px-8 pt-9 pb-7 text-center shadow-lift max-tablet:px-6"
      >
        {logo && <div className="mb-5 flex justify-center">{logo}</div>}
        <h1 className="mb-2 text-balance font-heading text-xl wrap-anywhere">{title}</h1>
        {description && (
          <div className="mb-[22px] text-balance text-ink-2 text-md wrap-anywhere">{description}</div>
        )}
        {children}
        {footnote && <div className="mt-4 text-balance text-ink-3 text-sm">{footnote}</div>}
      </main>
      {below && <footer className="mt-6 text-ink-3 text-sm">{below}</footer>}
    </div>
  );
}

export type CardFact = { label: string; value: ReactNode };

/** The facts of a card between two hairlines, label on the left and value on the right. */
export function CardFacts({ facts }: { facts: readonly CardFact[] }) {
  return (
    <dl className="mb-[22px] grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 border-line border-y py-3.5 text-left">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-ink-3">{label}</dt>
          <dd className="text-right font-medium wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
