import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuseField } from '../errors';
import { readRolesOf } from './role-action';

/** A role as programs say it: by id, or by the name that it has in the organization or the environment. */
export interface RoleName {
  readonly id: string;
  readonly name: string;
}

/** The ids of the roles meant, of an organization or of the environment (null); refuses one that there is not. */
export async function findRoleIds(
  ctx: Ctx,
  input: { readonly organizationId: string | null; readonly roles: readonly RoleName[] },
): Promise<string[]> {
  authorize(ctx, ...readRolesOf(input.organizationId));
  const roles = await ctx.db.role.findMany({
    where: {
      AND: [
        { OR: [{ organizationId: null }, { organizationId: input.organizationId }] },
        { OR: input.roles.map(({ id, name }) => (id ? { id } : { name })) },
      ],
    },
    select: { id: true, name: true },
  });
  return input.roles.map((asked) => {
    const found = roles.find((role) => (asked.id ? role.id === asked.id : role.name === asked.name));
    return found?.id ?? refuseField('roles', `There is no role ${asked.id || asked.name}.`);
  });
}
