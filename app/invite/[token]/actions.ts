'use server';

import { refresh } from 'next/cache';
import { afterPress, type PressState } from '@/components/sign-in/press-state';
import { askForRenewal } from '@/lib/invitations/ask-for-renewal';
import { beginInvitationSignIn } from '@/lib/sign-in/begin-invitation-sign-in';
import { mailInvitationProof } from '@/lib/sign-in/mail-invitation-proof';
import { tokenSchema } from '@/lib/sign-in/sign-in.schema';
import type { ActionResult } from '@/server/actions/action-result';
import { defineAction } from '@/server/actions/define-action';
import { goTo } from '@/server/auth/go-to';
import { goToCallback } from '@/server/auth/go-to-callback';

const begin = defineAction(tokenSchema, beginInvitationSignIn);
const mailProof = defineAction(tokenSchema, mailInvitationProof);
const askAgain = defineAction(tokenSchema, askForRenewal);

/** The button of an open invitation that was mailed, or is joined by the login of its organization. */
export async function join(previous: PressState, form: FormData): Promise<PressState> {
  const { token } = tokenOf(form);
  const result = await begin({ token });
  if (result.ok) return goToCallback(result.data.attemptSecret);
  return result.error.code === 'forbidden'
    ? goTo(`/sso/v1/start?invitation=${encodeURIComponent(token)}`)
    : answer(previous, result);
}

/** Mails a sign-in link to the invited address: for a copied link and for a used one. */
export async function mailLink(previous: PressState, form: FormData): Promise<PressState> {
  return answer(previous, await mailProof(tokenOf(form)));
}

/** Asks the inviter for a new link. */
export async function askForNewLink(previous: PressState, form: FormData): Promise<PressState> {
  return answer(previous, await askAgain(tokenOf(form)));
}

function tokenOf(form: FormData): { token: string } {
  return { token: String(form.get('token') ?? '') };
}

/** After a refusal the page shows what the invitation is by now. */
function answer(previous: PressState, result: ActionResult<unknown>): PressState {
  if (!result.ok) refresh();
  return afterPress(previous, result);
}
