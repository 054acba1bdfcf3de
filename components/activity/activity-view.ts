import { type ListActivityInput, listActivitySchema } from '@/lib/audit/activity.schema';
import { type AddressParameters, firstOf, listOf } from '../lists/list-address';
import { isAction } from './activity-labels';

/** What leaves something out of the log, by its name in the address. */
export const activityFilters = ['target', 'action', 'actor', 'since', 'until'] as const;

/** Reads the address of a log, of an organization or of the workspace (null); what makes no sense counts as not set. */
export function readActivityView(
  organizationId: string | null,
  parameters: AddressParameters,
): ListActivityInput {
  return listActivitySchema.parse({
    organizationId,
    actions: listOf(parameters.action).filter(isAction),
    actorId: firstOf(parameters.actor),
    target: firstOf(parameters.target),
    from: firstOf(parameters.since),
    to: firstOf(parameters.until),
    cursor: firstOf(parameters.cursor),
  });
}

/** Whether the view leaves anything out. */
export function isActivityFiltered(parameters: AddressParameters): boolean {
  return activityFilters.some((name) => firstOf(parameters[name]));
}
