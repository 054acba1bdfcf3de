import { violatedConstraint } from '../db';
import { refuseField } from '../errors';

/** Says which name another organization has already; throws everything else on. The unique indexes decide. */
export function explainTaken(error: unknown): never {
  const constraint = violatedConstraint(error);
  if (constraint === 'organizations_external_id_key')
    return refuseField('externalId', 'An organization with this external id already exists.');
  if (constraint === 'organizations_slug_key')
    return refuseField('slug', 'An organization with this slug already exists.');
  throw error;
}
