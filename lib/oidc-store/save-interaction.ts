import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';

export interface NewInteraction {
  readonly id: string;
  readonly clientId: string;
  /** As the OpenID provider wrote it. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly seconds: number;
}

/**
 * Keeps an authorization request while a person signs in or picks an organization. Refuses with `rate_limited`: anybody
 * can have one kept. Public: that is how people begin.
 */
export async function saveInteraction(ctx: Ctx, interaction: NewInteraction): Promise<void> {
  const network = visitorNetwork(ctx.ip);
  await consumeLimits(ctx, [{ key: `authorize/ip/${network}`, count: 300, windowSeconds: 300 }]);
  const payload = JSON.parse(JSON.stringify(interaction.payload));
  await ctx.db.interaction.create({
    data: {
      id: interaction.id,
      clientId: interaction.clientId,
      payload,
      createdAt: ctx.now,
      expiresAt: addSeconds(ctx.now, interaction.seconds),
    },
    select: { id: true },
  });
}
