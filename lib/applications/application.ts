/** What an application is: with a server that keeps a secret, in a browser alone, or on a device (RFC 8252). */
export const applicationTypes = ['web', 'browser', 'native'] as const;

export type ApplicationType = (typeof applicationTypes)[number];

/** How an application is stored. */
export interface ApplicationKind {
  readonly kind: 'WEB_APP' | 'PUBLIC_APP';
  readonly isNative: boolean;
}

/** How long the access tokens of people are good unless the application says otherwise; no application may say more. */
export const accessTokenSeconds = { least: 60, most: 300 } as const;

/** How many addresses of each sort an application has at most. */
export const addressesMaximum = 20;

/** Whether an application cannot keep a secret: its code is in the hands of whoever uses it (RFC 6749 section 2.1). */
export function isPublicType(type: ApplicationType): boolean {
  return type !== 'web';
}

export function kindOfType(type: ApplicationType): ApplicationKind {
  return { kind: isPublicType(type) ? 'PUBLIC_APP' : 'WEB_APP', isNative: type === 'native' };
}

/** The type of an application; null for a client that is none. */
export function typeOfKind({ kind, isNative }: { kind: string; isNative: boolean }): ApplicationType | null {
  if (kind === 'WEB_APP') return 'web';
  if (kind !== 'PUBLIC_APP') return null;
  return isNative ? 'native' : 'browser';
}
