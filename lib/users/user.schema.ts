import { z } from 'zod';
import { personNamesSchema } from './person.schema';
import { applicationProfileSchema } from './profile.schema';

export const userIdSchema = z.string().regex(/^usr_[0-9]{17,19}$/, 'There is no such person.');

export const userSorts = ['created', 'address'] as const;

/** Which people to show; every field may come from a shared address, so nothing odd throws. */
export const listUsersSchema = z.object({
  /** Any part of the address or a name; one or two characters: how the address begins. */
  search: z.string().trim().max(200).refine(isStorable).catch('').default(''),
  sort: z.enum(userSorts).catch('created').default('created'),
  direction: z.enum(['asc', 'desc']).catch('desc').default('desc'),
  /** Opaque, from `next` or `previous` of another page. */
  cursor: z.string().max(2000).nullish().catch(null),
});

/** PostgreSQL's text cannot hold a zero byte. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}

export const userRefSchema = z.object({ userId: userIdSchema });

/** How a person is named. */
export const updateOwnProfileSchema = personNamesSchema;

/** What the application changes of a person; what is not given stays. */
export const updateUserSchema = userRefSchema.extend({
  ...personNamesSchema.partial().shape,
  ...applicationProfileSchema.partial().shape,
});

export type ListUsersInput = z.output<typeof listUsersSchema>;
export type UserSort = (typeof userSorts)[number];
export type UserRef = z.output<typeof userRefSchema>;
export type UpdateUserInput = z.output<typeof updateUserSchema>;
export type UpdateOwnProfileInput = z.output<typeof updateOwnProfileSchema>;
