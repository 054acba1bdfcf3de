import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { providerRequest } from './provider-request';

const { Check, Prompt } = interactionPolicy;

/** What was waiting for a person: when it began, and what the person chose. */
interface Waited {
  readonly iat?: number;
  readonly result?: { readonly organization?: string } | undefined;
}

/** The request that waited, once the browser has come back to it. */
function waitedFor(ctx: KoaContextWithOIDC): Waited | undefined {
  return ctx.oidc.entities.Interaction as Waited | undefined;
}

/** The organization to log in to: picked by the person, else asked for by the application. */
export function askedOrganization(ctx: KoaContextWithOIDC): string | null {
  return waitedFor(ctx)?.result?.organization ?? stringOf(ctx.oidc.params?.organization_id);
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Whether the person has signed in since the application asked. */
function isFresh(ctx: KoaContextWithOIDC): boolean {
  const began = waitedFor(ctx)?.iat;
  return began !== undefined && (ctx.oidc.session?.loginTs ?? 0) >= began;
}

/** Whether the application asks for an identity provider that is not how this session began. */
function needsConnection(ctx: KoaContextWithOIDC): boolean {
  const asked = stringOf(ctx.oidc.params?.connection_id);
  return asked !== null && asked !== providerRequest().login?.session?.connectionId;
}

/** Whether someone has to sign in (again) before anything is granted (OpenID Connect Core 1.0 section 3.1.2.3). */
export function needsLogin(ctx: KoaContextWithOIDC): boolean {
  const { session, prompts, params, entities } = ctx.oidc;
  if (!session?.accountId || providerRequest().login?.isStale) return true;
  const hint = entities.IdTokenHint?.payload.sub;
  if (hint !== undefined && hint !== session.accountId) return true;
  if (needsConnection(ctx)) return true;
  if (isFresh(ctx)) return false;
  if (prompts.has('login') || prompts.has('create')) return true;
  return params?.max_age !== undefined && session.past(Number(params.max_age));
}

/** Whether the person has to pick whom or what they continue as, though it could be guessed. */
export function needsChoice(ctx: KoaContextWithOIDC): boolean {
  return ctx.oidc.prompts.has('select_account') && !waitedFor(ctx)?.result?.organization;
}

/**
 * What may stand between a request and its answer: signing in, then picking an organization. There is nothing to
 * consent to, since the applications are the vendor's own.
 */
export const policy = [
  prompt('login', new Check('login_required', 'somebody has to sign in', 'login_required', needsLogin)),
  prompt('create'),
  prompt('consent'),
  prompt(
    'select_account',
    new Check(
      'choice_required',
      'an organization has to be picked',
      'account_selection_required',
      needsChoice,
    ),
  ),
  new Prompt(
    { name: 'organization', requestable: false },
    new Check(
      'organization_required',
      'no organization that the person belongs to was chosen',
      'interaction_required',
      (ctx) => !ctx.oidc.entities.Grant?.jti,
    ),
  ),
];

/** One that a request may name. The provider's own check goes: it would ask again for ever. */
function prompt(name: string, ...checks: InstanceType<typeof Check>[]): InstanceType<typeof Prompt> {
  const made = new Prompt({ name, requestable: true });
  made.checks.clear();
  for (const check of checks) made.checks.add(check);
  return made;
}
