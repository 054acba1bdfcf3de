'use server';

import { deleteUser } from '@/lib/memberships/delete-user';
import { revokeAllSessions } from '@/lib/sessions/revoke-all-sessions';
import { revokeSession } from '@/lib/sessions/revoke-session';
import { sessionRefSchema } from '@/lib/sessions/session.schema';
import { userRefSchema } from '@/lib/users/user.schema';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../then-refresh';

export const revokeSessionAction = defineAction(sessionRefSchema, thenRefresh(revokeSession));
export const revokeAllSessionsAction = defineAction(userRefSchema, thenRefresh(revokeAllSessions));
export const deleteUserAction = defineAction(userRefSchema, deleteUser);
