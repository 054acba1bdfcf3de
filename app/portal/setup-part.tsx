import type { ReactNode } from 'react';

type SetupPartProps = { title: string; description: string; children: ReactNode };

/** One of the things that a set-up link is about. */
export function SetupPart({ title, description, children }: SetupPartProps) {
  return (
    <section className="flex flex-col gap-5 border-line border-t pt-7">
      <div>
        <h2 className="font-heading text-lg">{title}</h2>
        <p className="mt-0.5 max-w-[68ch] text-ink-2">{description}</p>
      </div>
      {children}
    </section>
  );
}
