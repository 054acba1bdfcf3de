import { z } from 'zod';
import { emailSchema } from '../users/person.schema';
import { userIdSchema } from '../users/user.schema';

export const staffRoles = ['OWNER', 'ADMIN', 'SUPPORT'] as const;

const staffRoleSchema = z.enum(staffRoles, { error: 'Choose a role.' });

export const addStaffSchema = z.object({ email: emailSchema, role: staffRoleSchema });
export const staffRefSchema = z.object({ userId: userIdSchema });
export const changeStaffRoleSchema = staffRefSchema.extend({ role: staffRoleSchema });

export type AddStaffInput = z.output<typeof addStaffSchema>;
export type StaffRef = z.output<typeof staffRefSchema>;
export type ChangeStaffRoleInput = z.output<typeof changeStaffRoleSchema>;
