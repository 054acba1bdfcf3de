import type { ReactNode } from 'react';
import { Avatar } from './avatar';
import { classNames } from './class-names';

export type IdentityProps = {
  title: string;
  /** The line under the title. */
  detail?: ReactNode;
  /** The text of the avatar where it differs from the title; null leaves the avatar out. */
  avatar?: string | null;
  className?: string | undefined;
};

/** An avatar with two lines of text, each cut with an ellipsis where there is no room. */
export function Identity({ title, detail, avatar = title, className }: IdentityProps) {
  return (
    <span className={classNames('flex min-w-0 items-center gap-[11px]', className)}>
      {avatar !== null && <Avatar text={avatar} />}
      <span className="min-w-0">
        <span title={title} className="block truncate font-strong text-ink">
          {title}
        </span>
        {detail && <span className="block truncate text-ink-3 text-sm">{detail}</span>}
      </span>
    </span>
  );
}
