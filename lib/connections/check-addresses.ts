import { env } from '../env';
import { refuseField } from '../errors';
import { allowedHosts } from '../outbound/allowed-hosts';
import { checkTarget } from '../outbound/check-target';
import type { ConnectionRecord } from './connection-record';
import { entraTenant, tenantIssuerAdvice } from './entra-tenant';

/**
 * Refuses by its field an address that is not https or leads into a private network: Usher itself fetches some of them,
 * and sends people to the others. `section` is where the form has them.
 */
export function checkAddresses(
  section: string,
  addresses: Readonly<Record<string, string | null | undefined>>,
): void {
  const allowed = allowedHosts(env().allowedPrivateHosts);
  for (const [name, address] of Object.entries(addresses)) {
    if (!address) continue;
    const target = checkTarget(address, allowed);
    if (!target.ok) refuseField(`${section}.${name}`, target.reason);
  }
}

/** Issuers of Entra ID that stand for every customer of Microsoft, or for all private accounts, at once. */
const sharedTenant =
  /^https:\/\/(?:login\.microsoftonline\.com|sts\.windows\.net)\/(?:common|organizations|consumers|\{tenantid\})(?:\/|$)/i;

/** Refuses an issuer for which anybody at all could speak. */
export function checkIssuer(issuer: string | null | undefined): void {
  if (issuer && sharedTenant.test(issuer))
    refuseField(
      'oidc.issuer',
      'This issuer stands for every customer of Microsoft. Use the one with your tenant’s id.',
    );
}

/** Refuses a connection to Microsoft Entra ID whose issuer is not one tenant's: no login by it could tell whose people they are. */
export function checkTenant({ type, provider, settings }: ConnectionRecord): void {
  if (type !== 'OIDC' || provider !== 'MICROSOFT_AD' || settings.issuer === null) return;
  if (!entraTenant(settings.issuer)) refuseField('oidc.issuer', tenantIssuerAdvice);
}
