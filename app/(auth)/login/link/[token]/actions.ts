'use server';

import { refresh } from 'next/cache';
import { afterPress, type PressState } from '@/components/sign-in/press-state';
import { beginLinkSignIn } from '@/lib/sign-in/begin-link-sign-in';
import { tokenSchema } from '@/lib/sign-in/sign-in.schema';
import { defineAction } from '@/server/actions/define-action';
import { goToCallback } from '@/server/auth/go-to-callback';
import { readSsoCookie } from '@/server/auth/sso-cookie';

const begin = defineAction(tokenSchema, async (ctx, { token }) =>
  beginLinkSignIn(ctx, { token, browserSecret: await readSsoCookie() }),
);

/** The button of a mailed sign-in link. */
export async function signIn(previous: PressState, form: FormData): Promise<PressState> {
  const result = await begin({ token: String(form.get('token') ?? '') });
  if (result.ok) return goToCallback(result.data.attemptSecret);
  refresh();
  return afterPress(previous, result);
}
