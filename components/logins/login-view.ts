import { type ListLoginAttemptsInput, listLoginAttemptsSchema } from '@/lib/login-log/login-log.schema';
import { type AddressParameters, firstOf, listOf } from '../lists/list-address';
import { loginMethodOptions, loginStateOptions } from './login-words';

/** What leaves something out of the log, by its name in the address. */
export const loginFilters = ['q', 'outcome', 'method', 'connection', 'since', 'until'] as const;

/** Reads the address of a login log, of an organization or of the workspace (null); what makes no sense counts as not set. */
export function readLoginView(
  organizationId: string | null,
  parameters: AddressParameters,
): ListLoginAttemptsInput {
  const among = (options: readonly { value: string }[], value: AddressParameters[string]) =>
    listOf(value).filter((each) => options.some((option) => option.value === each));
  return listLoginAttemptsSchema.parse({
    organizationId,
    connectionId: firstOf(parameters.connection),
    states: among(loginStateOptions, parameters.outcome),
    methods: among(loginMethodOptions, parameters.method),
    search: firstOf(parameters.q),
    from: firstOf(parameters.since),
    to: firstOf(parameters.until),
    cursor: firstOf(parameters.cursor),
  });
}

/** Whether the view leaves anything out. */
export function isLoginFiltered(parameters: AddressParameters): boolean {
  return loginFilters.some((name) => firstOf(parameters[name]));
}
