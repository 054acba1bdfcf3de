'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { joinOrganization } from '@/lib/invitations/join-organization';
import { joinByDomain } from '@/lib/memberships/join-by-domain';
import { membershipRefSchema } from '@/lib/memberships/membership.schema';
import { organizationRefSchema } from '@/lib/organizations/organization.schema';
import { endOtherSessions } from '@/lib/sessions/end-other-sessions';
import { endSession } from '@/lib/sessions/end-session';
import { sessionRefSchema } from '@/lib/sessions/session.schema';
import { updateOwnProfile } from '@/lib/users/update-own-profile';
import { updateOwnProfileSchema } from '@/lib/users/user.schema';
import type { ActionResult } from '@/server/actions/action-result';
import { defineAction } from '@/server/actions/define-action';

const update = defineAction(updateOwnProfileSchema, updateOwnProfile);
const join = defineAction(membershipRefSchema, joinOrganization);
const joinBySelf = defineAction(organizationRefSchema, joinByDomain);
const end = defineAction(sessionRefSchema, endSession);
const endOthers = defineAction(z.object({}), endOtherSessions);

/** Changes how the person is named. */
export async function updateOwnProfileAction(input: z.input<typeof updateOwnProfileSchema>) {
  return refreshed(await update(input));
}

/** Joins an organization that has invited the person. */
export async function joinOrganizationAction(input: z.input<typeof membershipRefSchema>) {
  return refreshed(await join(input));
}

/** Joins an organization that lets people of the person's domain in. */
export async function joinByDomainAction(input: z.input<typeof organizationRefSchema>) {
  return refreshed(await joinBySelf(input));
}

/** Ends one of their sessions. */
export async function endSessionAction(input: z.input<typeof sessionRefSchema>) {
  return refreshed(await end(input));
}

/** Ends all of their sessions but this one. */
export async function endOtherSessionsAction() {
  return refreshed(await endOthers({}));
}

/** The page shows what is so now, also after a refusal. */
function refreshed<T>(result: ActionResult<T>): ActionResult<T> {
  refresh();
  return result;
}
