/** The addresses of an application that the environment may set. */
export type ConfiguredField = 'redirectUris' | 'initiateLoginUri';

interface Configured {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly initiateLoginUri: string | null;
}

/** Which addresses of an application the environment sets; those that it leaves out are set in the dashboard. */
export function configuredFields(
  configured: Configured | null,
  clientId: string,
): readonly ConfiguredField[] {
  if (configured?.clientId !== clientId) return [];
  const fields: ConfiguredField[] = [];
  if (configured.redirectUris.length > 0) fields.push('redirectUris');
  if (configured.initiateLoginUri !== null) fields.push('initiateLoginUri');
  return fields;
}
