import { env } from '../env';
import { invitationUrl } from '../links/invitation-token';
import { joinUrl } from '../links/join-token';
import { passwordlessCode, passwordlessToken } from '../links/passwordless-secret';
import { signInUrl } from '../links/sign-in-token';
import type { MailContent } from './mail-content';

/** Where the button of a message leads, and its code. Made whenever it is rendered, never stored: both may prove a mailbox. */
export interface MailLinks {
  /** Null: it has no button. */
  readonly action: string | null;
  readonly code?: string;
}

/** The links of a message; on the configured base URL, but for an application that verifies an address itself. */
export function mailLinks(content: MailContent): MailLinks {
  switch (content.kind) {
    case 'invitation':
    case 'invitation_reminder': {
      const { invitationId, generation } = content;
      return { action: invitationUrl({ invitationId, generation, purpose: 'mail' }) };
    }
    case 'sign_in_link':
      return { action: signInUrl(content.linkId) };
    case 'join_link':
      return { action: joinUrl(content.linkId) };
    case 'passwordless': {
      const { requestId, linkUri } = content;
      return { action: linkUri && tokenUrl(linkUri, requestId), code: passwordlessCode(requestId) };
    }
    case 'renewal_request':
      return { action: pageUrl(`/organizations/${content.organizationId}/users`) };
    case 'certificate_expiry':
    case 'connection_change':
      return { action: pageUrl(`/organizations/${content.organizationId}/sso/${content.connectionId}`) };
    case 'staff_welcome':
      return { action: pageUrl('/') };
  }
}

/** The application's own address with the token, as the public contract names it. */
function tokenUrl(linkUri: string, requestId: string): string {
  const url = new URL(linkUri);
  url.searchParams.set('link_token', passwordlessToken(requestId));
  return url.href;
}

function pageUrl(path: string): string {
  return new URL(path, env().baseUrl).href;
}
