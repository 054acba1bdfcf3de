import { isChosen, type RoleSource, type SaidRoles, type SourcedRole } from './role-source';

/**
 * Which roles somebody is to hold (product rule 16). What a person chose, by an invitation or by hand, wins and stays. Whoever
 * holds chosen roles alone, or none, keeps exactly these; the other roles are replaced by what a directory says, else
 * by what single sign-on says, else they are the default. Of who does not speak now, what they said last counts.
 */
export function decideRoles(
  held: readonly SourcedRole[],
  said: SaidRoles,
  defaultRoleId: string | null,
): readonly SourcedRole[] {
  const chosen = held.filter(isChosen);
  if (chosen.length === held.length) return held;
  const of = (source: RoleSource) =>
    source === said.source
      ? said.roles.map((role): SourcedRole => ({ ...role, source }))
      : held.filter((role) => role.source === source);
  const fallback: SourcedRole[] = defaultRoleId
    ? [{ roleId: defaultRoleId, source: 'DEFAULT', reason: null }]
    : [];
  // A released role has a reason: it only waits for what is said now.
  const usual = of('DEFAULT').filter(({ reason }) => reason === null);
  const followed = [of('DIRECTORY'), of('SSO'), usual, fallback].find(({ length }) => length > 0) ?? [];
  return [...chosen, ...followed.filter((role) => !chosen.some(({ roleId }) => roleId === role.roleId))];
}

/** Whether both say the same roles for the same reasons, in whatever order. */
export function areSameRoles(some: readonly SourcedRole[], others: readonly SourcedRole[]): boolean {
  return some.length === others.length && some.every((role) => others.some((other) => isSame(role, other)));
}

function isSame(one: SourcedRole, other: SourcedRole): boolean {
  return one.roleId === other.roleId && one.source === other.source && one.reason === other.reason;
}
