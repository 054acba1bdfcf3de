import type { RoleActions } from '@/components/roles/role-actions';
import {
  createRoleAction,
  deleteRoleAction,
  setEnvironmentDefaultsAction,
  setOrganizationDefaultsAction,
  updateRoleAction,
} from './actions';

/** What the pages of roles can do, of the environment and of an organization. */
export const roleActions: RoleActions = {
  create: createRoleAction,
  update: updateRoleAction,
  remove: deleteRoleAction,
  setOrganizationDefaults: setOrganizationDefaultsAction,
  setEnvironmentDefaults: setEnvironmentDefaultsAction,
};
