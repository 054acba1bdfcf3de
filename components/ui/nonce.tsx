'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';

declare global {
  // Read by `get-nonce`, through which the dialogs' scroll lock makes its style element.
  var __webpack_nonce__: string | undefined;
}

const NonceContext = createContext<string | undefined>(undefined);

/**
 * Hands the nonce of the document's Content-Security-Policy to the primitives that render a
 * `<style>`. The first value stays: a later navigation brings the nonce of another response,
 * which this document's policy would refuse.
 */
export function NonceProvider({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  const [first] = useState(nonce);
  if (typeof window !== 'undefined' && first) {
    globalThis.__webpack_nonce__ = first;
  }
  return <NonceContext value={first}>{children}</NonceContext>;
}

/** The nonce of the document, or undefined where no policy asks for one. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
