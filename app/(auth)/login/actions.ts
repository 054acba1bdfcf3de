'use server';

import type { AddressState } from '@/components/sign-in/address-state';
import { requestSignInLink } from '@/lib/sign-in/request-sign-in-link';
import { requestSignInLinkSchema } from '@/lib/sign-in/sign-in.schema';
import { findRealm } from '@/lib/sso/find-realm';
import { defineAction } from '@/server/actions/define-action';
import { goTo } from '@/server/auth/go-to';
import { getCtx } from '@/server/context';

const request = defineAction(requestSignInLinkSchema, requestSignInLink);

/**
 * Sends whoever has an identity provider there, by the domain of their address; else, and where a link is asked for, has a
 * sign-in link mailed. The answer is the same for an address that nobody has.
 */
export async function continueWithAddress(previous: AddressState, form: FormData): Promise<AddressState> {
  const email = String(form.get('email') ?? '').trim();
  if (form.get('intent') === 'back') return { step: 'ask', email };
  const connection = form.get('mail') === null ? await findRealm(await getCtx(), { email }) : null;
  if (connection) return { ...(await goTo(startOf(email, String(form.get('returnTo') ?? '')))), email };
  const result = await request({ email, returnTo: String(form.get('returnTo') ?? '') });
  if (result.ok) return { step: 'sent', email };
  return { step: previous.step, email, problem: result.error };
}

/** A waiting login of an application goes on from there, too. */
function startOf(email: string, returnTo: string): string {
  const query = new URLSearchParams({ login_hint: email, ...(returnTo && { return_to: returnTo }) });
  return `/sso/v1/start?${query}`;
}
