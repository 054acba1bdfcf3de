import { type ListMailInput, listMailSchema } from '@/lib/mail/mail-list.schema';
import { type AddressParameters, firstOf, listOf } from '../lists/list-address';

/** Which messages an address shows; what makes no sense in it counts as not set. */
export function readMailView(parameters: AddressParameters): ListMailInput {
  return listMailSchema.parse({
    search: firstOf(parameters.q),
    states: listOf(parameters.state).map((state) => state.toUpperCase()),
    kinds: listOf(parameters.kind),
    cursor: firstOf(parameters.cursor),
  });
}

/** Whether the view leaves any message out. */
export function isFiltered({ search, states, kinds }: ListMailInput): boolean {
  return search !== '' || states.length > 0 || kinds.length > 0;
}
