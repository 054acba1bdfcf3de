'use server';

import type { AddressState } from '@/components/sign-in/address-state';
import { requestSignInLink } from '@/lib/sign-in/request-sign-in-link';
import { requestSignInLinkSchema } from '@/lib/sign-in/sign-in.schema';
import { defineAction } from '@/server/actions/define-action';

const request = defineAction(requestSignInLinkSchema, requestSignInLink);

/** Has a sign-in link mailed; the answer is the same for an address that nobody has. */
export async function mailMeALink(previous: AddressState, form: FormData): Promise<AddressState> {
  const email = String(form.get('email') ?? '').trim();
  if (form.get('intent') === 'back') return { step: 'ask', email };
  const result = await request({ email, returnTo: String(form.get('returnTo') ?? '') });
  if (result.ok) return { step: 'sent', email };
  return { step: previous.step, email, problem: result.error };
}
