'use server';

import {
  clientRefSchema,
  clientSecretRefSchema,
  createCredentialSchema,
  renameClientSchema,
} from '@/lib/applications/client.schema';
import { createClientSecret } from '@/lib/applications/create-client-secret';
import { createCredential } from '@/lib/applications/create-credential';
import { deleteClient } from '@/lib/applications/delete-client';
import { disableClientSecret } from '@/lib/applications/disable-client-secret';
import { renameClient } from '@/lib/applications/rename-client';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const createCredentialAction = defineAction(createCredentialSchema, thenRefresh(createCredential));
export const createClientSecretAction = defineAction(clientRefSchema, thenRefresh(createClientSecret));
export const disableClientSecretAction = defineAction(
  clientSecretRefSchema,
  thenRefresh(disableClientSecret),
);
export const renameClientAction = defineAction(renameClientSchema, thenRefresh(renameClient));
export const deleteClientAction = defineAction(clientRefSchema, thenRefresh(deleteClient));
