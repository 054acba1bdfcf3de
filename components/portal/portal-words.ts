import type { Portal } from '@/lib/portal/get-portal';

type Purpose = Pick<Portal, 'features' | 'applicationName' | 'organizationName'>;

/** What a set-up link is for, as a heading. */
export function setupTitle({ features, applicationName, organizationName }: Purpose): string {
  if (!features.has('directory')) return `Set up login to ${applicationName} for ${organizationName}`;
  if (!features.has('sso')) return `Connect the directory of ${organizationName} to ${applicationName}`;
  return `Set up login and directory of ${organizationName} for ${applicationName}`;
}

/** What is so when it is done, in a sentence for each part. */
export function setupPurpose({ features, applicationName, organizationName }: Purpose): string {
  const login = `people of ${organizationName} log in to ${applicationName} by your own identity provider`;
  const directory = `your directory adds the people of ${organizationName} to ${applicationName}, and takes them out again`;
  const parts = [...(features.has('sso') ? [login] : []), ...(features.has('directory') ? [directory] : [])];
  return `When this is done, ${parts.join(', and ')}.`;
}
