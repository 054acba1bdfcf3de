/** A role as people see it in a list or choose it in a form. */
export interface RoleSummary {
  readonly id: string;
  /** Null: a role of the environment, which every organization has. */
  readonly organizationId: string | null;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** Exists from the start: its name and Usher's own permissions in it cannot be changed, nor can it be deleted. */
  readonly builtIn: boolean;
  readonly extendsId: string | null;
  /** Its own permissions, without those it inherits. */
  readonly permissions: readonly string[];
  /** Everything that it gives. */
  readonly effectivePermissions: readonly string[];
}

/** A count of members of this much means as many or more: a list must not count a million rows. */
export const memberCountMaximum = 10_000;

/** How many roles of its own an organization can have: all of them are listed wherever one is chosen. */
export const rolesMaximum = 200;

/** The longest chain of roles that extend each other, both ends included. */
export const maximumDepth = 10;

/** The permission that makes someone an admin of their organization: each keeps at least one. */
export const adminPermission = 'members:manage';

/** Own and inherited permissions together, each once, in alphabetical order. */
export function unitePermissions(own: readonly string[], inherited: readonly string[]): string[] {
  return [...new Set([...own, ...inherited])].sort();
}
