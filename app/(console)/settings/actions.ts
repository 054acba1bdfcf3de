'use server';

import { changeLogo } from '@/lib/workspace/change-logo';
import { updateWorkspace } from '@/lib/workspace/update-workspace';
import { changeLogoSchema, updateWorkspaceSchema } from '@/lib/workspace/workspace.schema';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const updateWorkspaceAction = defineAction(updateWorkspaceSchema, thenRefresh(updateWorkspace));
export const changeLogoAction = defineAction(changeLogoSchema, thenRefresh(changeLogo));
