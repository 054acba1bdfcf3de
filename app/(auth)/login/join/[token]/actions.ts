'use server';

import { refresh } from 'next/cache';
import { afterPress, type PressState } from '@/components/sign-in/press-state';
import { joinByLink } from '@/lib/sign-in/join-by-link';
import { joinByLinkSchema } from '@/lib/sign-in/sign-in.schema';
import { defineAction } from '@/server/actions/define-action';
import { goToCallback } from '@/server/auth/go-to-callback';

const begin = defineAction(joinByLinkSchema, joinByLink);

/** The button of a mailed link to join. */
export async function join(previous: PressState, form: FormData): Promise<PressState> {
  const [token, organizationId] = ['token', 'organizationId'].map((name) => String(form.get(name) ?? ''));
  const result = await begin({ token: token ?? '', organizationId: organizationId ?? '' });
  if (result.ok) return goToCallback(result.data.attemptSecret);
  refresh();
  return afterPress(previous, result);
}
