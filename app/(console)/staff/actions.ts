'use server';

import { addStaff } from '@/lib/staff/add-staff';
import { changeStaffRole } from '@/lib/staff/change-staff-role';
import { removeStaff } from '@/lib/staff/remove-staff';
import { addStaffSchema, changeStaffRoleSchema, staffRefSchema } from '@/lib/staff/staff.schema';
import { getUser } from '@/lib/users/get-user';
import { userRefSchema } from '@/lib/users/user.schema';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const addStaffAction = defineAction(addStaffSchema, thenRefresh(addStaff));
export const changeStaffRoleAction = defineAction(changeStaffRoleSchema, thenRefresh(changeStaffRole));
export const removeStaffAction = defineAction(staffRefSchema, thenRefresh(removeStaff));
export const describePersonAction = defineAction(userRefSchema, getUser);
