/**
 * Everything a message's text is made of, frozen in its row when it is enqueued: ids and absolute dates, never a
 * token (the provider refuses the same idempotency key with another body, so a repeat must render the same bytes).
 */
export type MailContent = MailFrame & MailBody;

/** What every message shows: from whom, and about which application. */
export interface MailFrame {
  readonly applicationName: string;
  readonly supportAddress: string | null;
  /** The sender: the workspace's, else the configured one. */
  readonly fromName: string;
  readonly fromAddress: string;
}

export type MailBody =
  | InvitationMail
  | SignInLinkMail
  | JoinLinkMail
  | RenewalRequestMail
  | PasswordlessMail
  | CertificateExpiryMail
  | ConnectionChangeMail
  | { readonly kind: 'staff_welcome'; readonly inviterName: string; readonly staffRole: string };

export interface InvitationMail {
  readonly kind: 'invitation' | 'invitation_reminder';
  readonly organizationName: string;
  readonly inviterName: string;
  /** Display names, for example "Member" or "Admin, Billing". */
  readonly roleNames: string;
  readonly invitationId: string;
  readonly generation: number;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** To somebody who asked to sign in, or who has to confirm a login at an identity provider. */
export interface SignInLinkMail {
  readonly kind: 'sign_in_link';
  readonly linkId: string;
  readonly expiresAt: string;
  /** Whose identity provider it was; without it, the link signs in and no more. */
  readonly confirmsLoginOf?: string;
}

/** To somebody unknown whose address is in a domain that organizations allow to join. */
export interface JoinLinkMail {
  readonly kind: 'join_link';
  readonly linkId: string;
  readonly organizationNames: readonly string[];
  readonly expiresAt: string;
}

/** To the inviter: somebody's link expired and they ask for a new one. */
export interface RenewalRequestMail {
  readonly kind: 'renewal_request';
  readonly organizationId: string;
  readonly organizationName: string;
  readonly inviteeEmail: string;
}

/** A code, and a link where the application wants one, by which it verifies an address itself. */
export interface PasswordlessMail {
  readonly kind: 'passwordless';
  readonly requestId: string;
  readonly template: 'SIGNIN' | 'SIGNUP' | null;
  /** Null: the code alone. */
  readonly linkUri: string | null;
  readonly expiresAt: string;
  /** Pairs of name and value that the application adds. */
  readonly variables: readonly (readonly [name: string, value: string])[];
}

/** To an admin: the last certificate of their identity provider ends soon. */
export interface CertificateExpiryMail {
  readonly kind: 'certificate_expiry';
  readonly organizationId: string;
  readonly organizationName: string;
  readonly connectionId: string;
  readonly connectionName: string;
  /** Whom the certificate names. */
  readonly certificateName: string;
  readonly expiresAt: string;
}

/** To the admins: people log in by this connection from now on, or somebody else vouches for them. */
export interface ConnectionChangeMail {
  readonly kind: 'connection_change';
  readonly change: 'enabled' | 'changed';
  readonly organizationId: string;
  readonly organizationName: string;
  readonly connectionId: string;
  readonly connectionName: string;
  /** Who did it. */
  readonly actorName: string;
  readonly changedAt: string;
}

export type MailKind = MailBody['kind'];

export const mailKinds = [
  'invitation',
  'invitation_reminder',
  'sign_in_link',
  'join_link',
  'passwordless',
  'renewal_request',
  'staff_welcome',
  'certificate_expiry',
  'connection_change',
] as const satisfies readonly MailKind[];
