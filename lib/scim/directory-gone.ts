import { violatedConstraint } from '../db';

/** Whether a row was refused because its directory was deleted at the same moment, alone or with its organization. */
export function isDirectoryGone(error: unknown): boolean {
  return /^directory_\w+_directory_id_fkey$/.test(violatedConstraint(error) ?? '');
}
