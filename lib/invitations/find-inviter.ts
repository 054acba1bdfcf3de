import type { ActingActor } from '../authz/context';
import type { Database } from '../db';
import { refuseField } from '../errors';
import { addressKey } from '../users/email-address';
import { visibleName } from '../users/user';
import type { InviteMemberInput } from './invitation.schema';

/** Who invites, as the invited person reads it. */
export interface Inviter {
  readonly userId: string | null;
  /** Null: the application does, in its own name. */
  readonly name: string | null;
  readonly email: string | null;
}

/**
 * The acting person; for a program the person in whose name it says that it invites, who must be on the staff or an
 * active member of the organization, so that no stranger's name stands in a mail; else the application itself.
 */
export async function findInviter(
  db: Database,
  actor: ActingActor,
  { organizationId, inviterEmail }: InviteMemberInput,
): Promise<Inviter> {
  if (actor.kind === 'user') return { userId: actor.userId, name: actor.name, email: actor.email };
  if (!inviterEmail) return { userId: null, name: null, email: null };
  const person = await db.user.findFirst({
    where: {
      emailKey: addressKey(inviterEmail),
      OR: [{ staff: { isNot: null } }, { memberships: { some: { organizationId, status: 'ACTIVE' } } }],
    },
    select: { id: true, email: true, name: true, givenName: true, familyName: true },
  });
  if (person) return { userId: person.id, name: visibleName(person), email: person.email };
  return refuseField(
    'inviterEmail',
    'Who invites must be an active member of the organization or on the staff.',
  );
}
