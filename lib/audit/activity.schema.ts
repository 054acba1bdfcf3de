import { z } from 'zod';
import { auditActions } from './audit-event';

const day = 86_400_000;

/** PostgreSQL's text cannot hold a zero byte. */
export const storable = /^[^\0]*$/;

/** A day as an input of type date gives it, or a moment; a day becomes its first moment, UTC. */
export const fromSchema = momentSchema(0);
/** The same, up to which something is shown: a day is included. */
export const toSchema = momentSchema(day);

function momentSchema(dayEndsAfter: number) {
  return z
    .union([
      z.iso.date().transform((text) => new Date(Date.parse(text) + dayEndsAfter)),
      z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    ])
    .nullish()
    .catch(null);
}

/** What of the audit log to show; every field may come from a shared address, so nothing odd throws. */
export const listActivitySchema = z.object({
  /** Null: the whole workspace, for staff. */
  organizationId: z.string().max(50).nullable(),
  actions: z.array(z.enum(auditActions)).max(50).catch([]).default([]),
  actorId: z.string().max(50).regex(storable).nullish().catch(null),
  /** Part of what the target is called (an address, a role's name), or exactly its id. */
  target: z.string().trim().max(200).regex(storable).catch('').default(''),
  from: fromSchema,
  /** Exclusive, but a day that is given as a day is included. */
  to: toSchema,
  /** Opaque, from `next` or `previous` of another page. */
  cursor: z.string().max(2000).nullish().catch(null),
});

export type ListActivityInput = z.output<typeof listActivitySchema>;
