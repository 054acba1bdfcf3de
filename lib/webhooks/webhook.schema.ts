import { z } from 'zod';
import { eventTypes } from '../events/event-type';
import { lineSchema } from '../users/person.schema';

const endpointIdSchema = z.string().regex(/^whe_[0-9]{17,19}$/, 'There is no such endpoint.');
const eventIdSchema = z.string().regex(/^evt_[0-9]{17,19}$/, 'There is no such delivery.');

/** Whether an endpoint gets everything, what later versions tell of included, or what was chosen. */
const endpointScopes = ['all', 'chosen'] as const;

/** Where it may be is checked against what the operator allows (lib/outbound/check-target.ts). */
export const endpointSchema = z
  .object({
    url: z.string().trim().min(1, 'Enter an address.').max(2000, 'At most 2000 characters.'),
    description: lineSchema('a description', 200),
    scope: z.enum(endpointScopes),
    types: z.array(z.enum(eventTypes)).max(eventTypes.length),
  })
  .refine(({ scope, types }) => scope === 'all' || types.length > 0, {
    path: ['types'],
    message: 'Choose at least one type of event, or all.',
  });

export const endpointRefSchema = z.object({ endpointId: endpointIdSchema });
export const updateEndpointSchema = endpointSchema.safeExtend(endpointRefSchema.shape);
export const switchEndpointSchema = endpointRefSchema.extend({ enabled: z.boolean() });
export const deliveryRefSchema = endpointRefSchema.extend({ eventId: eventIdSchema });
/** Replays what failed in the last hours. */
export const replayFailedSchema = endpointRefSchema.extend({ hours: z.number().int().min(1).max(720) });

export const deliveryStates = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Which deliveries of an endpoint to show; every field may come from a shared address, so nothing odd throws. */
export const listDeliveriesSchema = endpointRefSchema.extend({
  states: z.array(z.enum(deliveryStates)).catch([]).default([]),
  types: z.array(z.string().max(100)).max(50).catch([]).default([]),
  cursor: z.string().max(500).nullish().catch(null),
});

export type EndpointInput = z.output<typeof endpointSchema>;
export type EndpointRef = z.output<typeof endpointRefSchema>;
export type UpdateEndpointInput = z.output<typeof updateEndpointSchema>;
export type SwitchEndpointInput = z.output<typeof switchEndpointSchema>;
export type DeliveryRef = z.output<typeof deliveryRefSchema>;
export type ReplayFailedInput = z.output<typeof replayFailedSchema>;
export type ListDeliveriesInput = z.output<typeof listDeliveriesSchema>;
