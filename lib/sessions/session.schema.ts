import { z } from 'zod';
import { userIdSchema } from '../users/user.schema';

export const sessionRefSchema = z.object({
  sessionId: z.string().regex(/^ses_[0-9]{17,19}$/, 'There is no such session.'),
});

/** Whose session, where somebody else ends it. */

export type SessionRef = z.output<typeof sessionRefSchema>;
