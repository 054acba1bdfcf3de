import type { UserActor } from '../authz/context';
import type { Limit } from '../limits/consume-limits';

/** Limits on everything that mails an invited address. */
export function inviteLimits(actor: UserActor, organizationId: string, emailKey: string): Limit[] {
  return [
    { key: `invite/address/${emailKey}`, count: 20, windowSeconds: 3600 },
    { key: `invite/organization/${organizationId}`, count: 5000, windowSeconds: 3600 },
    { key: `invite/actor/${actor.userId}`, count: 2000, windowSeconds: 3600 },
  ];
}
