import type { ReactNode } from 'react';

export type PageHeaderProps = {
  title: ReactNode;
  /** Chips after the title. */
  meta?: ReactNode;
  description?: ReactNode;
  /** Buttons on the right; the last is the page's one dark button. On phones they take the full width. */
  actions?: ReactNode;
};

/** The heading of a page: its only `h1`. */
export function PageHeader({ title, meta, description, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2 px-7 pt-1.5 first:pt-5 max-tablet:px-4">
      <div className="min-w-0 grow basis-80">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 tablet:min-h-[34px]">
          <h1 className="min-w-0 font-heading text-xl wrap-anywhere">{title}</h1>
          {meta && <div className="flex flex-wrap items-center gap-2">{meta}</div>}
        </div>
        {description && <p className="mt-0.5 max-w-[68ch] text-ink-2">{description}</p>}
      </div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2 max-tablet:w-full max-tablet:[&>*]:grow">
          {actions}
        </div>
      )}
    </div>
  );
}

/** A heading inside a page, with a sentence and buttons of its own. */
export function SectionHeader({ title, description, actions }: Omit<PageHeaderProps, 'meta'>) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 grow basis-80">
        <h2 className="font-heading text-md">{title}</h2>
        {description && <p className="mt-0.5 max-w-[68ch] text-ink-2">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
