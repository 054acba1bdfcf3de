import type { ReactNode } from 'react';
import { classNames } from './class-names';
import type { StatusTone } from './status';

const TONES: Record<StatusTone | 'plain', string> = {
  plain: 'border-line bg-sunk text-ink',
  ok: 'border-ok/20 bg-ok-wash text-ok',
  wait: 'border-wait/25 bg-wait-wash text-wait',
  bad: 'border-bad/20 bg-bad-wash text-bad',
  off: 'border-line bg-off-wash text-off',
  info: 'border-info/20 bg-info-wash text-info',
};

export type ChipProps = {
  tone?: StatusTone | 'plain';
  icon?: ReactNode;
  title?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** A small label for a property; long text is cut, so give `title` where it may be. */
export function Chip({ tone = 'plain', icon, title, className, children }: ChipProps) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-[22px] max-w-full items-center gap-1.5 rounded-sm border px-2 font-medium text-xs',
        TONES[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** Chips side by side that wrap. */
export function ChipRow({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <span className={classNames('flex min-w-0 flex-wrap items-center gap-1', className)}>{children}</span>
  );
}
