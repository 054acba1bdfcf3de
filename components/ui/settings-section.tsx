import type { ReactNode } from 'react';

export type SettingsSectionProps = { title: ReactNode; description?: ReactNode; children: ReactNode };

/** Settings that belong together: what they are on the left, the controls on the right, one above the other on phones. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-line border-b px-7 py-7 last:border-b-0 max-tablet:px-4 desktop:grid-cols-[minmax(0,280px)_minmax(0,560px)]">
      <div>
        <h2 className="font-heading text-md">{title}</h2>
        {description && <p className="mt-0.5 max-w-[60ch] text-ink-2">{description}</p>}
      </div>
      <div className="min-w-0 max-w-[560px]">{children}</div>
    </section>
  );
}
