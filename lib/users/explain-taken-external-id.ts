import { violatedConstraint } from '../db';
import { refuseField } from '../errors';

/** Says that another person has the external id already; throws everything else on. The unique index decides. */
export function explainTakenExternalId(error: unknown): never {
  if (violatedConstraint(error) !== 'users_external_id_key') throw error;
  return refuseField('externalId', 'A user with this external id already exists.');
}
