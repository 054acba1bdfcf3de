'use server';

import { registerApplicationSchema, updateApplicationSchema } from '@/lib/applications/application.schema';
import { clientRefSchema } from '@/lib/applications/client.schema';
import { deleteClient } from '@/lib/applications/delete-client';
import { makeDefaultApplication } from '@/lib/applications/make-default-application';
import { registerApplication } from '@/lib/applications/register-application';
import { updateApplication } from '@/lib/applications/update-application';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const registerApplicationAction = defineAction(
  registerApplicationSchema,
  thenRefresh(registerApplication),
);
export const updateApplicationAction = defineAction(updateApplicationSchema, thenRefresh(updateApplication));
export const makeDefaultApplicationAction = defineAction(
  clientRefSchema,
  thenRefresh(makeDefaultApplication),
);
/** Its page goes with it, so whoever asks goes elsewhere then. */
export const deleteApplicationAction = defineAction(clientRefSchema, deleteClient);
