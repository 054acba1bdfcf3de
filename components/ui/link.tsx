'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

export type LinkProps = Omit<ComponentProps<typeof NextLink>, 'prefetch'>;

/**
 * A link to another page. That page is fetched ahead once somebody points at the link or focuses it, not for being in
 * view: a list has hundreds of links in view, and a live one would fetch them all anew with every change.
 */
export function Link({ onPointerEnter, onPointerLeave, onFocus, onBlur, ...rest }: LinkProps) {
  const [isNear, setNear] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={isNear ? null : false}
      onPointerEnter={(event) => {
        setNear(true);
        onPointerEnter?.(event);
      }}
      onPointerLeave={(event) => {
        setNear(false);
        onPointerLeave?.(event);
      }}
      onFocus={(event) => {
        setNear(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setNear(false);
        onBlur?.(event);
      }}
    />
  );
}
