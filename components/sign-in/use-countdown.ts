'use client';

import { useEffect, useState } from 'react';
import type { Problem } from './problem-note';

const USUAL_WAIT_SECONDS = 30;

/**
 * How long to wait before the same mail may be asked for again, "24 s" or "5 min", null once the time has come:
 * what the server said in its refusal, else half a minute. Starts anew with every new `state`.
 */
export function useCountdown(state: { readonly problem?: Problem | undefined }): string | null {
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    const end = Date.now() + (state.problem?.retryAfterSeconds ?? USUAL_WAIT_SECONDS) * 1000;
    const advance = () => setSecondsLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    advance();
    const timer = setInterval(advance, 1000);
    return () => clearInterval(timer);
  }, [state]);
  if (secondsLeft === 0) return null;
  return secondsLeft < 90 ? `${secondsLeft} s` : `${Math.ceil(secondsLeft / 60)} min`;
}
