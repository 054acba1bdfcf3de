import { env } from '../env';
import { invitationUrl } from '../links/invitation-token';
import { signInUrl } from '../links/sign-in-token';
import type { MailContent } from './mail-content';

/** Where the button of a message leads. Made whenever it is rendered, never stored: it may carry a token. */
export interface MailLinks {
  readonly action: string;
}

/** The links of a message; always on the configured base URL. */
export function mailLinks(content: MailContent): MailLinks {
  switch (content.kind) {
    case 'invitation':
    case 'invitation_reminder': {
      const { invitationId, generation } = content;
      return { action: invitationUrl({ invitationId, generation, purpose: 'mail' }) };
    }
    case 'sign_in_link':
      return { action: signInUrl(content.linkId) };
    case 'renewal_request':
      return { action: pageUrl(`/organizations/${content.organizationId}/users`) };
    case 'staff_welcome':
      return { action: pageUrl('/') };
  }
}

function pageUrl(path: string): string {
  return new URL(path, env().baseUrl).href;
}
