'use server';

import { refresh } from 'next/cache';
import { afterPress, type PressState } from '@/components/sign-in/press-state';
import { openPortalLink } from '@/lib/portal/open-portal-link';
import { tokenSchema } from '@/lib/sign-in/sign-in.schema';
import { definePortalAction } from '@/server/actions/define-action';
import { goTo } from '@/server/auth/go-to';
import { setPortalCookie } from '@/server/auth/portal-cookie';

const open = definePortalAction(tokenSchema, openPortalLink);

/** The button of a set-up link: lets this browser in, and leaves the address with the token behind. */
export async function openPortal(previous: PressState, form: FormData): Promise<PressState> {
  const result = await open({ token: String(form.get('token') ?? '') });
  if (!result.ok) {
    refresh();
    return afterPress(previous, result);
  }
  await setPortalCookie(result.data.sessionToken, result.data.expiresAt);
  return goTo('/portal');
}
