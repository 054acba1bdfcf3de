import { z } from 'zod';

export const sessionRefSchema = z.object({
  sessionId: z.string().regex(/^ses_[0-9]{17,19}$/, 'There is no such session.'),
});

export type SessionRef = z.output<typeof sessionRefSchema>;
