import { env } from '@/lib/env';
import { sendRequest } from '@/lib/outbound/send-request';
import type { Gate } from '@/lib/sso/asserted-identity';
import { refuse } from '@/lib/sso/steps';
import { type IdpMetadata, maximumMetadataCharacters, parseIdpMetadata } from './idp-metadata';

/**
 * Fetches an identity provider's metadata from the address that an admin gave: where `sendRequest` may go, no redirect,
 * within ten seconds, and no more than a metadata document has.
 */
export async function fetchIdpMetadata(url: string, now: Date): Promise<Gate<IdpMetadata>> {
  const answer = await sendRequest(
    {
      url,
      method: 'GET',
      headers: { Accept: 'application/samlmetadata+xml, application/xml, text/xml' },
      timeoutMilliseconds: 10_000,
      maximumBytes: maximumMetadataCharacters + 1,
    },
    { allowedPrivateHosts: env().allowedPrivateHosts },
  );
  if (answer.kind === 'failed') return refuse('fetch', answer.reason);
  if (answer.status !== 200)
    return refuse('fetch', `It answered with status ${answer.status}, not with metadata.`);
  return parseIdpMetadata(answer.body.toString('utf8'), now);
}
