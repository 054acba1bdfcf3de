import { actorId, type Ctx } from '../authz/context';
import type { Limit } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';

/** Limits on everything that mails an invited address: by that address, organization, actor and network address. */
export function inviteLimits(ctx: Ctx, organizationId: string, emailKey: string): Limit[] {
  const limits = [
    { key: `invite/address/${emailKey}`, count: 20, windowSeconds: 3600 },
    { key: `invite/address/${organizationId}/${emailKey}`, count: 30, windowSeconds: 86_400 },
    { key: `invite/organization/${organizationId}`, count: 5000, windowSeconds: 3600 },
    { key: `invite/actor/${actorId(ctx.actor)}`, count: 2000, windowSeconds: 3600 },
  ];
  return ctx.ip
    ? [...limits, { key: `invite/ip/${visitorNetwork(ctx.ip)}`, count: 5000, windowSeconds: 3600 }]
    : limits;
}
