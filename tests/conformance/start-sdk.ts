import { ScalekitClient } from '@scalekit-sdk/node';
import { log } from '@/lib/log';
import { type RunningApi, startApi } from './start-api';

interface RunningSdk {
  readonly api: RunningApi;
  /** The official SDK with the credential of the API. */
  readonly sdk: ScalekitClient;
}

/** The machine side of Usher, which logs nothing, and who calls it. */
export async function startSdk(
  databaseUrl: string,
  settings: Parameters<typeof startApi>[1] = {},
): Promise<RunningSdk> {
  log.level = 'silent';
  const api = await startApi(databaseUrl, settings);
  return { api, sdk: new ScalekitClient(api.url, api.clientId, api.clientSecret) };
}

/** A new organization, by its id. */
export async function newOrganization(sdk: ScalekitClient, options: object = {}): Promise<string> {
  return (await sdk.organization.createOrganization('Acme', options)).organization?.id ?? '';
}
