import { Prisma } from '@/prisma/generated/client';

/** Whom tokens speak of, as they are at the moment. */
export interface TokenSubject {
  readonly userId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly displayName: string | null;
  readonly picture: string | null;
  readonly locale: string | null;
  readonly phoneNumber: string | null;
  readonly preferredUsername: string | null;
  /** The application's own id of the person. */
  readonly externalId: string | null;
  readonly organizationId: string;
  /** The application's own id of the organization. */
  readonly externalOrganizationId: string | null;
  /** By name. */
  readonly roles: readonly string[];
  /** Of all the roles, by name. */
  readonly permissions: readonly string[];
}

/** A `TokenSubject` as a statement has it. */
export type TokenSubjectRow = Omit<TokenSubject, 'roles' | 'permissions'> & {
  readonly held: readonly { readonly name: string; readonly permissions: readonly string[] }[] | null;
};

/** The columns of a `TokenSubjectRow`, from users `u`, memberships `m` and organizations `o`. */
export const subjectColumns = Prisma.sql`u.id as "userId", u.email, u.email_verified_at is not null as "emailVerified",
  u.given_name as "givenName", u.family_name as "familyName", u.display_name as "displayName", u.picture,
  u.locale, u.phone_number as "phoneNumber", u.preferred_username as "preferredUsername",
  u.external_id as "externalId", o.id as "organizationId", o.external_id as "externalOrganizationId",
  (select json_agg(json_build_object('name', r.name, 'permissions', r.effective_permissions))
    from membership_roles mr join roles r on r.id = mr.role_id where mr.membership_id = m.id) as held`;

/** With the roles in their order, and every permission once. */
export function toSubject<Row extends TokenSubjectRow>({ held, ...row }: Row) {
  const all = held ?? [];
  const permissions = new Set(all.flatMap((role) => role.permissions));
  return { ...row, roles: all.map(({ name }) => name).sort(), permissions: [...permissions].sort() };
}
