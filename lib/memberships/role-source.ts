/** Who decided that somebody holds a role. */
export type RoleSource = 'MANUAL' | 'INVITATION' | 'SSO' | 'DIRECTORY' | 'DEFAULT';

/** A role that somebody holds, and why. */
export interface SourcedRole {
  readonly roleId: string;
  readonly source: RoleSource;
  /** What gave it, in words that people read: "group Engineering"; of a default only while it waits for groups. */
  readonly reason: string | null;
}

/** All the roles that an identity provider or a directory gives somebody now; none: it says nothing of them. */
export interface SaidRoles {
  readonly source: 'SSO' | 'DIRECTORY';
  readonly roles: readonly Pick<SourcedRole, 'roleId' | 'reason'>[];
}

const reasonMaximum = 256;

/** The text that is kept of why somebody has a role. */
export function toReason(parts: readonly string[]): string {
  const letters = [...parts.join(', ')];
  return letters.length <= reasonMaximum
    ? letters.join('')
    : `${letters.slice(0, reasonMaximum - 1).join('')}…`;
}

/** Chosen by a person or a program: nothing that an identity provider or a directory says changes it. */
export function isChosen({ source }: Pick<SourcedRole, 'source'>): boolean {
  return source === 'MANUAL' || source === 'INVITATION';
}
