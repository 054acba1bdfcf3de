import { type Database, violatedConstraint } from '../db';
import { refuse, refuseField } from '../errors';
import { describeRoleMappers } from './role-mapper';

/** Turns the database's refusal of a role into a sentence; passes everything else on. */
export function explainRoleWrite(error: unknown): never {
  const constraint = violatedConstraint(error);
  if (constraint === 'roles_organization_id_fkey') refuse('not_found', 'There is no such organization.');
  if (constraint !== 'roles_environment_name_key' && constraint !== 'roles_organization_id_name_key')
    throw error;
  return refuseField('name', 'There is a role with this name already.');
}

const deletionRefusals: Readonly<Record<string, string>> = {
  // The wording is part of the public contract.
  membership_roles_role_id_fkey: 'role cannot be deleted as it is assigned to users',
  roles_extends_id_fkey: 'Other roles extend this role. Change or delete them first.',
  workspace_default_creator_role_id_fkey: 'This is a default role. Choose another default first.',
  workspace_default_member_role_id_fkey: 'This is a default role. Choose another default first.',
  organizations_default_creator_role_id_fkey: 'This is a default role. Choose another default first.',
  organizations_default_member_role_id_fkey: 'This is a default role. Choose another default first.',
};

const mappings: readonly string[] = ['role_mappings_role_id_fkey', 'directory_role_mappings_role_id_fkey'];

/** The same for a role that cannot be deleted because something refers to it; says which connection or directory does. */
export async function explainRoleDeletion(db: Database, roleId: string, error: unknown): Promise<never> {
  const constraint = violatedConstraint(error) ?? '';
  const sentence = mappings.includes(constraint)
    ? `role cannot be deleted as groups are mapped to it by ${await describeRoleMappers(db, roleId)}`
    : deletionRefusals[constraint];
  if (!sentence) throw error;
  return refuse('role_in_use', sentence, { cause: error });
}
