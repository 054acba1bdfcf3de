import { ScalekitClient } from '@scalekit-sdk/node';
import { database } from '@/lib/db';
import { cookieName } from '@/server/http/cookies';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { freshEmail } from '@/tests/factories/world';
import type { RunningApi } from '../start-api';
import { type Browser, openBrowser } from './browser';

export const callback = 'http://localhost:4000/auth/callback';
export const addresses = { redirectUris: [callback], initiateLoginUri: 'http://localhost:4000/login' };

/** Someone who has joined an organization by the application's invitation, in a browser of their own. */
export interface Joined {
  readonly email: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly browser: Browser;
  /** Where the acceptance led. */
  readonly location: URL;
}

/** The official SDK of the application, at the address that tokens name as their issuer. */
export function applicationOf(api: RunningApi): ScalekitClient {
  return new ScalekitClient(issuerOf(api), api.clientId, api.clientSecret);
}

export function issuerOf(api: RunningApi): string {
  return api.url.replace('127.0.0.1', 'localhost');
}

export async function newOrganization(sdk: ScalekitClient, options: object = {}): Promise<string> {
  const { organization } = await sdk.organization.createOrganization('Acme', options);
  return organization?.id ?? '';
}

/** Invites somebody over the API and has them press Join. */
export async function join(
  sdk: ScalekitClient,
  { organizationId, email = freshEmail() }: { organizationId?: string; email?: string } = {},
): Promise<Joined> {
  const id = organizationId ?? (await newOrganization(sdk));
  const { user } = await sdk.user.createUserAndMembership(id, { email });
  const invitation = await database().invitation.findFirstOrThrow({
    where: { organizationId: id, email },
    select: { id: true },
  });
  const { sessionToken, location } = await acceptInvitation(database(), invitation.id, { now: new Date() });
  const browser = openBrowser({ [cookieName('session')]: sessionToken });
  return { email, userId: user?.id ?? '', organizationId: id, browser, location: new URL(location) };
}
