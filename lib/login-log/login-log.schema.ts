import { z } from 'zod';
import { fromSchema, storable, toSchema } from '../audit/activity.schema';
import { loginMethods, loginStates } from './login-attempt';

const id = z.string().max(50).regex(storable).nullish().catch(null);

/** Which attempts to show; every field may come from a shared address, so nothing odd throws. */
export const listLoginAttemptsSchema = z.object({
  /** Null: the whole workspace, for staff. */
  organizationId: z.string().max(50).nullable(),
  connectionId: id,
  states: z.array(z.enum(loginStates)).max(10).catch([]).default([]),
  methods: z.array(z.enum(loginMethods)).max(10).catch([]).default([]),
  /** Part of an address, a whole one, or the reference that a person was told. */
  search: z.string().trim().max(200).regex(storable).catch('').default(''),
  from: fromSchema,
  /** Exclusive, but a day that is given as a day is included. */
  to: toSchema,
  /** Opaque, from `next` or `previous` of another page. */
  cursor: z.string().max(2000).nullish().catch(null),
});

/** Programs ask by a whole address and by the application, too. */
export type ListLoginAttemptsInput = z.output<typeof listLoginAttemptsSchema> & {
  readonly email?: string | null;
  readonly clientId?: string | null;
};
