import type { Ctx } from '../authz/context';
import { violatedConstraint } from '../db';
import { explainSeats } from './explain-seats';
import type { UserInput } from './read-user';
import { ScimError } from './scim-error';

/** Turns what a constraint refused about a user of a directory into a sentence; passes everything else on. */
export async function explainUser(error: unknown, user: UserInput, ctx: Ctx): Promise<never> {
  const taken: Record<string, string> = {
    directory_users_directory_id_user_name_key_key: `There is a user named “${user.userName}” in this directory already. Link the person to that one, or give one of the two another name.`,
    directory_users_membership_id_key: `The address ${user.email?.address} belongs to another user already. Change one of the two.`,
    users_email_key_key: `The address ${user.email?.address} is somebody else’s account. It cannot become this one’s: deactivate this user and create another with that address.`,
  };
  const sentence = taken[violatedConstraint(error) ?? ''];
  if (sentence) throw new ScimError(409, 'uniqueness', sentence);
  return explainSeats(ctx, error);
}
