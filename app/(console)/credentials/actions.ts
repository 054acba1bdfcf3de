'use server';

import { createCredentialSchema, renameClientSchema } from '@/lib/applications/client.schema';
import { createCredential } from '@/lib/applications/create-credential';
import { renameClient } from '@/lib/applications/rename-client';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const createCredentialAction = defineAction(createCredentialSchema, thenRefresh(createCredential));
export const renameClientAction = defineAction(renameClientSchema, thenRefresh(renameClient));
