import type { AttributePath, Filter } from './filter';

/** Which of a directory's resources are asked for (RFC 7644 section 3.4.2). */
export interface ListQuery {
  /** As `readFilter` gives it; null: all of them. */
  readonly filter: Filter | null;
  readonly sort: ListSort | null;
  /** From 1 on. */
  readonly startIndex: number;
  /** At most so many; 0: only how many there are. */
  readonly count: number;
}

export interface ListSort {
  readonly path: AttributePath;
  readonly descending: boolean;
}
