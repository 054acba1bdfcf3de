const tenantIssuer = /^https?:\/\/[^/]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/v2\.0$/;

/**
 * The tenant that an issuer of Microsoft Entra ID stands for; null: it stands for every customer of Microsoft at once
 * (`common`, `organizations`, the template `{tenantid}`), or is of another kind.
 */
export function entraTenant(issuer: string): string | null {
  return tenantIssuer.exec(issuer)?.[1] ?? null;
}

/** What is right where an issuer is not one tenant's. */
export const tenantIssuerAdvice =
  'The issuer must be that of your tenant: https://login.microsoftonline.com/{tenant id}/v2.0, with the id, not the name.';
