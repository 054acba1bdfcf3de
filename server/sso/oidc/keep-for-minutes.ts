/** What this process has read elsewhere and believes for a while. */
export interface Kept<Value> {
  get(key: string): Value | null;
  set(key: string, value: Value): void;
}

const believedMilliseconds = 5 * 60_000;
const maximumEntries = 500;

/** Keeps values for five minutes; when there are too many, those that were set first go. */
export function keepForMinutes<Value>(): Kept<Value> {
  const entries = new Map<string, { readonly value: Value; readonly setAt: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      return entry && performance.now() - entry.setAt < believedMilliseconds ? entry.value : null;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, setAt: performance.now() });
      for (const oldest of entries.keys()) if (entries.size > maximumEntries) entries.delete(oldest);
    },
  };
}
