import type { PermissionRow } from '@/lib/roles/list-permissions';

export interface PermissionGroup {
  /** Unique among the groups. */
  readonly key: string;
  readonly title: string;
  /** What the permissions of the group are about, in a sentence; empty where the title says it. */
  readonly description: string;
  readonly permissions: readonly PermissionRow[];
}

const consoleGroup = {
  key: 'console',
  title: 'In this console',
  description: 'What people may do here with the users, roles and settings of their organization.',
};

/** Usher's own permissions together in the order of their making, then those of the application by what they are about (`invoice:read`: invoice). */
export function groupPermissions(permissions: readonly PermissionRow[]): PermissionGroup[] {
  const builtIn = permissions
    .filter((permission) => permission.builtIn)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const subjects = [...new Set(permissions.filter(({ builtIn }) => !builtIn).map(subjectOf))].sort();
  const groups = subjects.map((subject) => ({
    key: `application/${subject}`,
    title: subject,
    description: '',
    permissions: permissions.filter((permission) => !permission.builtIn && subjectOf(permission) === subject),
  }));
  return builtIn.length > 0 ? [{ ...consoleGroup, permissions: builtIn }, ...groups] : groups;
}

function subjectOf({ name }: Pick<PermissionRow, 'name'>): string {
  const [subject = name] = name.split(':');
  return subject;
}
