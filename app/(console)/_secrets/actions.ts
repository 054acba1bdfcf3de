'use server';

import { clientRefSchema, clientSecretRefSchema } from '@/lib/applications/client.schema';
import { createClientSecret } from '@/lib/applications/create-client-secret';
import { deleteClient } from '@/lib/applications/delete-client';
import { disableClientSecret } from '@/lib/applications/disable-client-secret';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const createClientSecretAction = defineAction(clientRefSchema, thenRefresh(createClientSecret));
export const disableClientSecretAction = defineAction(
  clientSecretRefSchema,
  thenRefresh(disableClientSecret),
);
export const deleteClientAction = defineAction(clientRefSchema, thenRefresh(deleteClient));
