import type { Ctx, UserActor } from '../authz/context';
import { initiateLoginUrl } from '../links/initiate-login-url';
import { needsLinkSql, needsSsoSql } from '../sessions/needs-sso-sql';
import { findInteraction } from './find-interaction';

/** What a waiting login needs the person for. */
export type InteractionView =
  /** It waits no more: where to begin anew, if there is an application that says. */
  | { readonly state: 'over'; readonly startAgain: string | null }
  /** Somebody has to sign in; the application may have said who. */
  | { readonly state: 'sign-in'; readonly loginHint: string | null; readonly signedInAs: string | null }
  /** The organization that was asked for or picked lets nobody in without its identity provider: straight there. */
  | { readonly state: 'sso' }
  /** The same for somebody who has come by a mailed link, or has nowhere else to go: they are told first. */
  | { readonly state: 'closed'; readonly email: string; readonly organization: Choice }
  /** The organization that was asked for or picked does not take the word of another's identity provider. */
  | { readonly state: 'link'; readonly email: string; readonly organization: Choice }
  /** The person is signed in, and picks where to. */
  | { readonly state: 'pick'; readonly email: string; readonly organizations: readonly Choice[] }
  /** There is nowhere that they may go, or not where the application wants them. */
  | { readonly state: 'nowhere'; readonly email: string; readonly organizations: readonly Choice[] };

export interface Choice {
  readonly organizationId: string;
  readonly name: string;
  /** Its own identity provider is the way in. */
  readonly needsSso: boolean;
  /** A mailed link is, for this session began by the identity provider of another. */
  readonly needsLink: boolean;
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
  const { organizations, cameByMail } = await findChoices(ctx, actor);
  const picked = textOf(lastSubmission?.organization);
  const asked = picked ?? textOf(params?.organization_id);
  const organization = findMeant(organizations, asked);
  const { email } = actor;
  if (organization?.needsSso && picked === null && (cameByMail || asked === null))
    return { state: 'closed', email, organization };
  if (organization?.needsSso) return { state: 'sso' };
  if (organization?.needsLink) return { state: 'link', email, organization };
  const isRefused = asked !== null && !organization;
  const state = isRefused || organizations.length === 0 ? 'nowhere' : 'pick';
  return { state, email, organizations };
}

/** The organization that was asked for, else the only one. */
function findMeant(organizations: readonly Choice[], asked: string | null): Choice | undefined {
  if (asked !== null) return organizations.find(({ organizationId }) => organizationId === asked);
  return organizations.length === 1 ? organizations[0] : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

interface Choices {
  readonly organizations: readonly Choice[];
  /** No identity provider says who this is. */
  readonly cameByMail: boolean;
}

async function findChoices(ctx: Ctx, { userId, sessionId }: UserActor): Promise<Choices> {
  const rows = await ctx.db.$queryRaw<(Choice & { readonly cameByMail: boolean })[]>`
    select o.id as "organizationId", o.name, ${needsSsoSql} as "needsSso",
      ${needsLinkSql(needsSsoSql)} as "needsLink", s.connection_id is null as "cameByMail"
    from memberships m join organizations o on o.id = m.organization_id
    join sessions s on s.id = ${sessionId}
    where m.user_id = ${userId} and m.status = 'ACTIVE'
    order by lower(o.name), o.id limit ${shown}`;
  const organizations = rows.map(({ cameByMail: _, ...choice }) => choice);
  return { organizations, cameByMail: rows[0]?.cameByMail ?? false };
}
