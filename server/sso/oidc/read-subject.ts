import type { JWTPayload } from 'jose';
import { entraTenant } from '@/lib/connections/entra-tenant';
import type { Gate } from '@/lib/sso/asserted-identity';
import { refuse } from '@/lib/sso/steps';
import type { OidcConnection } from './find-provider';

/**
 * Whom an ID token names, for good: `sub` (OpenID Connect Core 1.0 section 2); at Microsoft, where that is another one for
 * each application, the person's id in their tenant (`oid` in `tid`), which must be the tenant of the connection. Refuses
 * at `subject`.
 */
export function readSubject({ provider, settings }: OidcConnection, claims: JWTPayload): Gate<string> {
  const { sub, tid, oid } = claims;
  if (!isUsable(sub)) return refuse('subject', 'The ID token names nobody by a usable “sub”.');
  if (provider !== 'MICROSOFT_AD') return { ok: true, passed: sub };
  if (!isId(tid) || !isId(oid))
    return refuse('subject', 'The ID token does not name tenant and person (“tid” and “oid”).');
  if (tid !== entraTenant(settings.issuer ?? ''))
    return refuse('subject', 'The ID token names a person of another tenant.');
  return { ok: true, passed: `${tid}.${oid}` };
}

function isUsable(sub: unknown): sub is string {
  return typeof sub === 'string' && sub.isWellFormed() && /^\P{Cc}{1,255}$/u.test(sub);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9A-Za-z-]{1,64}$/.test(value);
}
