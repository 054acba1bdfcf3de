import { CircleAlert, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

type NoticeProps = { icon?: ReactNode; title: ReactNode; children?: ReactNode; actions?: ReactNode };

/**
 * What a list says when nothing is there: what would stand here, and the next step as `actions`.
 * `icon` is a plain line icon.
 */
export function EmptyState({ icon, title, children, actions }: NoticeProps) {
  return (
    <Notice icon={icon} title={title} actions={actions}>
      {children}
    </Notice>
  );
}

export type ErrorStateProps = Omit<NoticeProps, 'icon'> & {
  /** The id of the request, for whoever reads the log. */
  reference?: string | undefined;
};

/** What a page says when it failed: what happened, a retry as `actions`, and the reference number. */
export function ErrorState({ title, children, actions, reference }: ErrorStateProps) {
  return (
    <Notice alert icon={<CircleAlert />} title={title} actions={actions}>
      {children}
      {reference && (
        <span className="mt-2 block text-ink-3 text-sm">
          Reference <code className="select-all font-mono text-xs">{reference}</code>
        </span>
      )}
    </Notice>
  );
}

/** What a page says to someone who may not see it: who may, and where to go instead. */
export function RefusedState({ title, children, actions }: Omit<NoticeProps, 'icon'>) {
  return (
    <Notice icon={<Lock />} title={title} actions={actions}>
      {children}
    </Notice>
  );
}

function Notice({ icon, title, children, actions, alert = false }: NoticeProps & { alert?: boolean }) {
  return (
    <div
      role={alert ? 'alert' : undefined}
      className="mx-auto flex max-w-[440px] flex-col items-center px-6 py-16 text-center"
    >
      {icon && (
        <span
          aria-hidden="true"
          className={classNames(
            'mb-4 grid size-10 place-items-center rounded-[11px] border border-line bg-paper shadow-raised',
            alert ? 'text-bad' : 'text-ink-2',
          )}
        >
          {icon}
        </span>
      )}
      <h2 className="text-balance font-heading text-md">{title}</h2>
      {children && <div className="mt-1 text-balance text-ink-2">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
