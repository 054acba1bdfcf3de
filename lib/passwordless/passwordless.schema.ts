import { z } from 'zod';
import { emailSchema } from '../users/person.schema';

/** What the mail is made of besides; nobody else may set it. */
const reserved = ['otp', 'expiry_time_relative', 'link', 'expire_time', 'expiry_time'];

/** How long a code is good: seconds. */
const lifetime = { least: 60, usual: 300, most: 3600 };

export const sendPasswordlessSchema = z.object({
  email: emailSchema,
  template: z.enum(['SIGNIN', 'SIGNUP']).nullable(),
  linkUri: z.string().max(1000).nullable(),
  state: z.string().max(1000).nullable(),
  lifetimeSeconds: z
    .int()
    .min(lifetime.least, `At least ${lifetime.least} seconds.`)
    .max(lifetime.most, `At most ${lifetime.most} seconds.`)
    .default(lifetime.usual),
  variables: z
    .record(z.string(), z.string())
    .refine((variables) => reserved.every((name) => !Object.hasOwn(variables, name)), {
      message: `The names ${reserved.join(', ')} are reserved.`,
    }),
});

export type SendPasswordlessInput = z.output<typeof sendPasswordlessSchema>;
