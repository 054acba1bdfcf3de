import { type Timestamp, timestampDate } from '@bufbuild/protobuf/wkt';
import { refuseField } from '@/lib/errors';

/** The moment that a request names in a field; null where it names none. */
export function readTime(time: Timestamp | undefined, field: string): Date | null {
  if (!time) return null;
  const date = timestampDate(time);
  return Number.isNaN(date.getTime()) ? refuseField(field, 'Give a moment.') : date;
}
