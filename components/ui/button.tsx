'use client';

import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { type ButtonLook, buttonClassNames } from './button-class-names';
import { Link } from './link';

export type ButtonProps = ComponentProps<'button'> & ButtonLook & { loading?: boolean | undefined };

/**
 * A button; `type` is "button" unless said otherwise. While `loading` it keeps its width and the
 * focus, is announced as busy, and ignores presses (it is not `disabled`, which would drop the focus).
 * `size="icon"` needs an `aria-label`.
 */
export function Button({
  variant,
  size,
  loading = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (loading) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-busy={loading || undefined}
      aria-disabled={loading || rest['aria-disabled'] || undefined}
      className={buttonClassNames({ variant, size }, loading && 'aria-disabled:opacity-100', className)}
    >
      {loading ? <Waiting>{children}</Waiting> : children}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook;

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={buttonClassNames({ variant, size }, className)} />;
}

export type ButtonAnchorProps = ComponentProps<'a'> & ButtonLook;

/** The same for what is no page of the console, or begins something by being fetched: it is not fetched ahead. */
export function ButtonAnchor({ variant, size, className, ...rest }: ButtonAnchorProps) {
  return <a {...rest} className={buttonClassNames({ variant, size }, className)} />;
}

function Waiting({ children }: { children: ReactNode }) {
  return (
    <>
      <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
      <span aria-hidden="true" className="absolute inset-0 grid place-items-center">
        <span className="size-4 animate-turn rounded-full border-2 border-current border-r-transparent" />
      </span>
    </>
  );
}
