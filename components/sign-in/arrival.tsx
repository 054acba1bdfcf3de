'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Takes the focus when it appears in place of something else, so that a reader continues here. */
export function Arrival({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="animate-appear outline-none">
      {children}
    </div>
  );
}
