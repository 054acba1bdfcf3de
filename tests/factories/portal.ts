import type { Ctx, PortalActor, PortalFeature } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { createPortalLink, type NewPortalLink } from '@/lib/portal/create-portal-link';
import { type OpenedPortal, openPortalLink } from '@/lib/portal/open-portal-link';
import { readPortalSession } from '@/lib/portal/read-portal-session';
import { contextFor, createStaff, createTestOrganization, testNow } from './world';

export interface PortalWorld {
  readonly organizationId: string;
  /** A staff admin, who may make set-up links. */
  readonly admin: Ctx;
}

/** An organization and a staff admin who looks after its login, at `now`. */
export async function createPortalWorld(db: Database, now = testNow): Promise<PortalWorld> {
  const { organizationId } = await createTestOrganization(db);
  return { organizationId, admin: contextFor(db, await createStaff(db, 'ADMIN'), now) };
}

/** A set-up link of the organization, for its login unless told otherwise, made by its use case. */
export function makePortalLink(
  ctx: Ctx,
  organizationId: string,
  features: PortalFeature[] = ['sso'],
): Promise<NewPortalLink> {
  return createPortalLink(ctx, { organizationId, features });
}

/** The token in the address of a link. */
export function tokenOf({ url }: { readonly url: string }): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

/** A new browser that presses the button of a link, from an address of its own. */
export function openLink(db: Database, link: { readonly url: string }, now = testNow): Promise<OpenedPortal> {
  const ip = `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;
  return openPortalLink({ ...contextFor(db, undefined, now), ip }, { token: tokenOf(link) });
}

/** Whoever has opened a link, as the pages below /portal know them. */
export async function portalActorOf(db: Database, opened: OpenedPortal, now = testNow): Promise<PortalActor> {
  const actor = await readPortalSession(db, opened.sessionToken, now);
  if (!actor) throw new Error('The portal session is over.');
  return actor;
}
