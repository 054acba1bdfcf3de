export interface PersonNames {
  readonly email: string;
  readonly name: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** What others see of a person: display name, else first and last name, else the address. */
export function visibleName(person: PersonNames): string {
  const full = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return person.name || full || person.email;
}
