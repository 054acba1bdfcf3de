import { useEffect } from 'react';
import { comeBack } from './come-back';
import { isServerReady } from './is-server-ready';

const tries: number[] = [];

/**
 * Lets a page that failed with `error` come back by itself when the server can show it: whoever has it open, as on a
 * screen at the wall, need not press anything because the database was away for a moment.
 */
export function useComeBack(error: unknown, retry: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure is tried again, though `retry` stays the same
  useEffect(() => comeBack({ retry, isReady: isServerReady, tries }), [error, retry]);
}
