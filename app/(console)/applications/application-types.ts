import type { ApplicationType } from '@/lib/applications/application';

/** What each type of application is called, and what tells it apart. */
export const typeWords: Record<ApplicationType, { readonly label: string; readonly hint: string }> = {
  web: { label: 'Web application', hint: 'Has a server of yours, which keeps a secret.' },
  browser: { label: 'Single-page application', hint: 'Runs in the browser alone: no secret, PKCE instead.' },
  native: {
    label: 'Native application',
    hint: 'Is installed on a phone or a computer: no secret, PKCE instead.',
  },
};
