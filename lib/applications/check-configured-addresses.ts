import { addressesMaximum } from './application';
import { findAddressProblems } from './application-address';

interface Configured {
  readonly redirectUris: readonly string[];
  readonly initiateLoginUri: string | null;
}

/**
 * Throws one line that names the variable when the environment sets an address that the dashboard would not take from a
 * person either. What was set is not repeated: it may hold a password.
 */
export function checkConfiguredAddresses({ redirectUris, initiateLoginUri }: Configured): void {
  if (redirectUris.length > addressesMaximum)
    throw new Error(`USHER_REDIRECT_URIS: expected at most ${addressesMaximum} addresses`);
  const problems = findAddressProblems('web', { redirectUris, initiateLoginUri });
  const [field, sentence] = Object.entries(problems)[0] ?? [];
  if (!field) return;
  if (field === 'initiateLoginUri') throw new Error(`USHER_INITIATE_LOGIN_URI: ${sentence}`);
  const position = Number(field.split('.')[1]) + 1;
  throw new Error(`USHER_REDIRECT_URIS: address ${position}: ${sentence}`);
}
