import { env } from '../env';

/** What a new workspace is called until somebody names it (the first migration). */
const unnamed = 'Your application';

/** Whether nobody has named the workspace's product yet, as after a start without anybody at hand. */
export function isUnnamed(applicationName: string): boolean {
  return applicationName === unnamed;
}

/**
 * What the product is called where customers copy its name into consoles of their own: there "Your application" would be
 * theirs, so that an unnamed one goes by its host.
 */
export function nameForCustomers(applicationName: string): string {
  return isUnnamed(applicationName) ? env().baseUrl.hostname : applicationName;
}
