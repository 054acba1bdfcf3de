export interface ComeBackOptions {
  /** Shows the page again, or fails again. */
  readonly retry: () => void;
  /** Whether that is worth trying. */
  readonly isReady: () => Promise<boolean>;
  /** When it was tried in this tab so far: a page that fails again is another component, and must not forget. */
  readonly tries: number[];
}

const firstWaitMilliseconds = 1_000;
const notReadyMilliseconds = 1_000;
/** A page that fails by its own fault would else be asked for without end. */
const triesAtMost = 5;
const windowMilliseconds = 300_000;

/**
 * Tries a page that failed again once the server is ready: soon, then ever more slowly, and five times in five minutes
 * at most. Returns what ends it.
 */
export function comeBack({ retry, isReady, tries }: ComeBackOptions): () => void {
  let hasEnded = false;
  let timer = setTimeout(() => void tryAgain(), waitAfter(tries));

  async function tryAgain() {
    const ready = await isReady();
    if (hasEnded) return;
    if (!ready) {
      timer = setTimeout(() => void tryAgain(), notReadyMilliseconds);
      return;
    }
    tries.push(Date.now());
    retry();
  }

  return () => {
    hasEnded = true;
    clearTimeout(timer);
  };
}

function waitAfter(tries: readonly number[]): number {
  const now = Date.now();
  const recent = tries.filter((time) => time > now - windowMilliseconds);
  const [oldest = now] = recent.slice(-triesAtMost);
  if (recent.length >= triesAtMost) return oldest + windowMilliseconds - now;
  return firstWaitMilliseconds * 2 ** recent.length;
}
