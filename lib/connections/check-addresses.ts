import { env } from '../env';
import { refuseField } from '../errors';
import { allowedHosts } from '../outbound/allowed-hosts';
import { checkTarget } from '../outbound/check-target';

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
