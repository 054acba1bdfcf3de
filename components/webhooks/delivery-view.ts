import { type ListDeliveriesInput, listDeliveriesSchema } from '@/lib/webhooks/webhook.schema';
import { type AddressParameters, firstOf, listOf } from '../lists/list-address';

/** Which deliveries of an endpoint an address shows; what makes no sense in it counts as not set. */
export function readDeliveryView(endpointId: string, parameters: AddressParameters): ListDeliveriesInput {
  return listDeliveriesSchema.parse({
    endpointId,
    states: listOf(parameters.state).map((state) => state.toUpperCase()),
    types: listOf(parameters.type),
    cursor: firstOf(parameters.cursor),
  });
}

/** Whether the view leaves any delivery out. */
export function isFiltered({ states, types }: ListDeliveriesInput): boolean {
  return states.length > 0 || types.length > 0;
}
