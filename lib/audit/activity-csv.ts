import { csvLine } from '../lists/csv';
import type { ActivityRow } from './list-activity';

type Column = readonly [heading: string, read: (event: ActivityRow) => string];

const columns: readonly Column[] = [
  ['Time', (event) => event.at.toISOString()],
  ['Action', (event) => event.action],
  ['Who', (event) => event.actorName],
  ['Target', (event) => event.targetName],
  ['Before', (event) => fieldsOf(event.changes.before)],
  ['After', (event) => fieldsOf(event.changes.after)],
  ['From', (event) => event.ip ?? ''],
  ['Organization', (event) => event.organizationName ?? ''],
  ['Organization id', (event) => event.organizationId ?? ''],
  ['Who kind', (event) => event.actorKind],
  ['Who id', (event) => event.actorId ?? ''],
  ['Target kind', (event) => event.targetKind],
  ['Target id', (event) => event.targetId],
  ['Request id', (event) => event.requestId],
  ['Event id', (event) => event.id],
];

/** The first line of the file. */
export function activityCsvHead(): string {
  return csvLine(columns.map(([heading]) => heading));
}

/** One line an event; times are in UTC, what changed is JSON. */
export function activityCsvLines(events: readonly ActivityRow[]): string {
  return events.map((event) => csvLine(columns.map(([, read]) => read(event)))).join('');
}

function fieldsOf(fields: Readonly<Record<string, unknown>> | undefined): string {
  return fields ? JSON.stringify(fields) : '';
}
