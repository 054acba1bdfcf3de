import { type Actor, actorId, type Ctx } from '../authz/context';
import type { Limit } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';

/** Invitations of one organization and by one actor an hour: what a person can mean, and what a program imports. */
const perHour = {
  person: { organization: 5000, actor: 2000 },
  program: { organization: 50_000, actor: 100_000 },
};

/**
 * Limits on everything that mails an invited address: by that address, organization, actor and, where a person asks,
 * network address (a program has one for all that it does).
 */
export function inviteLimits(ctx: Ctx, organizationId: string, emailKey: string): Limit[] {
  const most = perHour[isProgram(ctx.actor) ? 'program' : 'person'];
  const limits = [
    { key: `invite/address/${emailKey}`, count: 20, windowSeconds: 3600 },
    { key: `invite/address/${organizationId}/${emailKey}`, count: 30, windowSeconds: 86_400 },
    { key: `invite/organization/${organizationId}`, count: most.organization, windowSeconds: 3600 },
    { key: `invite/actor/${actorId(ctx.actor)}`, count: most.actor, windowSeconds: 3600 },
  ];
  return ctx.ip && !isProgram(ctx.actor)
    ? [...limits, { key: `invite/ip/${visitorNetwork(ctx.ip)}`, count: 5000, windowSeconds: 3600 }]
    : limits;
}

function isProgram(actor: Actor): boolean {
  return actor.kind === 'client';
}
