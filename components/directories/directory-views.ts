import {
  type DirectoryRef,
  type ListDirectoryRequestsInput,
  listDirectoryGroupsSchema,
  listDirectoryRequestsSchema,
  listDirectoryUsersSchema,
  requestOutcomes,
  requestSubjects,
} from '@/lib/directories/directory.schema';
import { type AddressParameters, firstOf, listOf } from '../lists/list-address';

/** Which users of a directory an address shows; what makes no sense in it counts as not set. */
export function readUsersView(ref: DirectoryRef, parameters: AddressParameters) {
  const groupId = firstOf(parameters.group);
  return listDirectoryUsersSchema.parse({ ...ref, ...readList(parameters), groupId });
}

/** The same of its groups. */
export function readGroupsView(ref: DirectoryRef, parameters: AddressParameters) {
  return listDirectoryGroupsSchema.parse({ ...ref, ...readList(parameters) });
}

/** What leaves something out of the log, by its name in the address. */
export const logFilters = ['q', 'outcome', 'about'] as const;

/** The same of its log. */
export function readLogView(ref: DirectoryRef, parameters: AddressParameters): ListDirectoryRequestsInput {
  const among = <Value extends string>(options: readonly Value[], value: AddressParameters[string]) =>
    listOf(value).filter((each) => options.some((option) => option === each));
  return listDirectoryRequestsSchema.parse({
    ...ref,
    ...readList(parameters),
    outcomes: among(requestOutcomes, parameters.outcome),
    subjects: among(requestSubjects, parameters.about),
  });
}

/** Whether the address leaves anything of the log out. */
export function isLogFiltered(parameters: AddressParameters): boolean {
  return logFilters.some((name) => firstOf(parameters[name]));
}

function readList(parameters: AddressParameters) {
  return { search: firstOf(parameters.q), cursor: firstOf(parameters.cursor) };
}
