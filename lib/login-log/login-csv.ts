import { csvLine } from '../lists/csv';
import type { LoginAttemptRow } from './list-login-attempts';

type Column = readonly [heading: string, read: (attempt: LoginAttemptRow) => string | null | undefined];

const columns: readonly Column[] = [
  ['Time', (attempt) => attempt.at.toISOString()],
  ['Reference', (attempt) => attempt.reference],
  ['Outcome', (attempt) => attempt.state],
  ['Person', (attempt) => attempt.email],
  ['Method', (attempt) => attempt.method],
  ['Connection', (attempt) => attempt.connection?.name ?? attempt.connection?.provider],
  ['Connection id', (attempt) => attempt.connectionId],
  ['Refused at', (attempt) => attempt.failedStep],
  ['Reason', (attempt) => attempt.reason],
  ['Application', (attempt) => attempt.client?.name ?? attempt.clientId],
  ['Organization', (attempt) => attempt.organizationName],
  ['Organization id', (attempt) => attempt.organizationId],
  ['Person id', (attempt) => attempt.userId],
  ['From', (attempt) => attempt.ip],
  ['Ended', (attempt) => attempt.endedAt?.toISOString()],
  ['Login id', (attempt) => attempt.id],
];

/** The first line of the file. */
export function loginCsvHead(): string {
  return csvLine(columns.map(([heading]) => heading));
}

/** One line an attempt; times are in UTC. */
export function loginCsvLines(attempts: readonly LoginAttemptRow[]): string {
  return attempts.map((attempt) => csvLine(columns.map(([, read]) => read(attempt) ?? ''))).join('');
}
