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
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
}

/** The columns of a `TokenSubject`, from users `u`, memberships `m` and organizations `o`. */
export const subjectColumns = Prisma.sql`u.id as "userId", u.email, u.email_verified_at is not null as "emailVerified",
  u.given_name as "givenName", u.family_name as "familyName", u.display_name as "displayName", u.picture,
  u.locale, u.phone_number as "phoneNumber", u.preferred_username as "preferredUsername",
  u.external_id as "externalId", o.id as "organizationId", o.external_id as "externalOrganizationId",
  array(select r.name from membership_roles mr join roles r on r.id = mr.role_id
    where mr.membership_id = m.id order by r.name) as roles,
  array(select distinct permission from membership_roles mr join roles r on r.id = mr.role_id,
    unnest(r.effective_permissions) permission where mr.membership_id = m.id order by permission) as permissions`;
