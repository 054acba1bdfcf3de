import type { Ctx } from '../authz/context';
import { prepared, type Transaction } from '../db';
import { personNamesSchema } from '../users/person.schema';
import { applicationProfileSchema } from '../users/profile.schema';
import type { AssertedIdentity } from './asserted-identity';

const fields = { ...personNamesSchema.shape, ...applicationProfileSchema.shape };

/** Brings what the identity provider says of a person; what it does not say, or says in a way that cannot be, stays. */
export async function syncProfile(
  tx: Transaction,
  ctx: Ctx,
  userId: string,
  identity: AssertedIdentity,
): Promise<void> {
  const read = (name: 'givenName' | 'familyName' | 'displayName' | 'picture' | 'locale' | 'phoneNumber') => {
    const parsed = fields[name].safeParse(identity[name] ?? undefined);
    return parsed.success ? (parsed.data ?? null) : null;
  };
  await tx.$executeRaw`${prepared}
    update users u set given_name = said.given_name, family_name = said.family_name, display_name = said.display_name,
      picture = said.picture, locale = said.locale, phone_number = said.phone_number,
      updated_at = ${ctx.now}::timestamptz
    from (select coalesce(${read('givenName')}, given_name) as given_name,
        coalesce(${read('familyName')}, family_name) as family_name,
        coalesce(${read('displayName')}, display_name) as display_name, coalesce(${read('picture')}, picture) as picture,
        coalesce(${read('locale')}, locale) as locale, coalesce(${read('phoneNumber')}, phone_number) as phone_number
      from users where id = ${userId}) said
    where u.id = ${userId} and (u.given_name, u.family_name, u.display_name, u.picture, u.locale, u.phone_number)
      is distinct from (said.given_name, said.family_name, said.display_name, said.picture, said.locale, said.phone_number)`;
}
