'use server';

import { claimWorkspace } from '@/lib/workspace/claim-workspace';
import { claimWorkspaceSchema } from '@/lib/workspace/workspace.schema';
import { defineAction } from '@/server/actions/define-action';
import { goToCallback } from '@/server/auth/go-to-callback';
import type { ClaimState } from './claim-state';

const claimAndSignIn = defineAction(claimWorkspaceSchema, claimWorkspace);

/** Claims the workspace and signs its owner in. */
export async function claim(_: ClaimState, form: FormData): Promise<ClaimState> {
  const text = (name: string) => String(form.get(name) ?? '');
  const values = { email: text('email'), applicationName: text('applicationName') };
  const result = await claimAndSignIn({ ...values, token: text('token') });
  if (!result.ok) return { values, problem: result.error };
  return { values, ...(await goToCallback(result.data.attemptSecret)) };
}
