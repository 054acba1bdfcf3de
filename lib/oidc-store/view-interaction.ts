import type { Ctx, UserActor } from '../authz/context';
import { initiateLoginUrl } from '../links/initiate-login-url';
import { needsSsoSql } from '../sessions/needs-sso-sql';
import { findInteraction } from './find-interaction';

/** What a waiting login needs the person for. */
export type InteractionView =
  /** It waits no more: where to begin anew, if there is an application that says. */
  | { readonly state: 'over'; readonly startAgain: string | null }
  /** Somebody has to sign in; the application may have said who. */
  | { readonly state: 'sign-in'; readonly loginHint: string | null; readonly signedInAs: string | null }
  /** The organization that was asked for or picked lets nobody in without its identity provider. */
  | { readonly state: 'sso' }
  /** The person is signed in, and picks where to. */
  | { readonly state: 'pick'; readonly email: string; readonly organizations: readonly Choice[] }
  /** There is nowhere that they may go, or not where the application wants them. */
  | { readonly state: 'nowhere'; readonly email: string; readonly organizations: readonly Choice[] };

export interface Choice {
  readonly organizationId: string;
  readonly name: string;
  /** Its own identity provider is the way in. */
  readonly needsSso: boolean;
}

/** How many organizations can be picked from. */
const shown = 200;

/** What the page of a waiting login shows; changes nothing. Public: the id is known to the browser that asked alone. */
export async function viewInteraction(ctx: Ctx, input: { readonly id: string }): Promise<InteractionView> {
  const interaction = await findInteraction(ctx, input.id);
  if (!interaction || interaction.isExpired)
    return { state: 'over', startAgain: interaction && initiateLoginUrl(interaction) };
  const { prompt, params, lastSubmission } = interaction.payload as {
    prompt?: { name?: string };
    params?: Record<string, unknown>;
    lastSubmission?: { organization?: string };
  };
  const { actor } = ctx;
  const signedInAs = actor.kind === 'user' ? actor.email : null;
  if (prompt?.name === 'login' || actor.kind !== 'user')
    return { state: 'sign-in', loginHint: textOf(params?.login_hint), signedInAs };
  const organizations = await findChoices(ctx, actor);
  const asked = textOf(lastSubmission?.organization) ?? textOf(params?.organization_id);
  if (organizations.some((one) => one.organizationId === asked && one.needsSso)) return { state: 'sso' };
  const isRefused = asked !== null && !organizations.some((one) => one.organizationId === asked);
  const state = isRefused || organizations.length === 0 ? 'nowhere' : 'pick';
  return { state, email: actor.email, organizations };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function findChoices(ctx: Ctx, { userId, sessionId }: UserActor): Promise<Choice[]> {
  return ctx.db.$queryRaw<Choice[]>`
    select o.id as "organizationId", o.name, ${needsSsoSql} as "needsSso"
    from memberships m join organizations o on o.id = m.organization_id
    join sessions s on s.id = ${sessionId}
    where m.user_id = ${userId} and m.status = 'ACTIVE'
    order by lower(o.name), o.id limit ${shown}`;
}
