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
  const said = {
    givenName: read('givenName'),
    familyName: read('familyName'),
    displayName: read('displayName'),
    picture: read('picture'),
    locale: read('locale'),
    phoneNumber: read('phoneNumber'),
  };
  if (Object.values(said).every((value) => value === null)) return;
  await tx.$executeRaw`${prepared}
    update users u set given_name = fresh.given_name, family_name = fresh.family_name, display_name = fresh.display_name,
      picture = fresh.picture, locale = fresh.locale, phone_number = fresh.phone_number,
      updated_at = ${ctx.now}::timestamptz
    from (select coalesce(${said.givenName}, given_name) as given_name,
        coalesce(${said.familyName}, family_name) as family_name,
        coalesce(${said.displayName}, display_name) as display_name, coalesce(${said.picture}, picture) as picture,
        coalesce(${said.locale}, locale) as locale, coalesce(${said.phoneNumber}, phone_number) as phone_number
      from users where id = ${userId}) fresh
    where u.id = ${userId} and (u.given_name, u.family_name, u.display_name, u.picture, u.locale, u.phone_number)
      is distinct from (fresh.given_name, fresh.family_name, fresh.display_name, fresh.picture, fresh.locale, fresh.phone_number)`;
}
