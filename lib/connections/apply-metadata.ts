import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { changeConnection } from './change-connection';
import type { ApplyMetadataInput } from './connection.schema';
import { parseCertificates } from './parse-certificates';

/**
 * Sets a SAML connection up by the identity provider's metadata: its entity id, addresses, and its certificates beside
 * those that are there, so that applying newer metadata is how a rollover begins. Certificates that have expired are left
 * out, for metadata often still holds the one before. Other settings may be given as to `updateConnection`, which
 * says what is refused; those of SAML win over what the metadata says.
 */
export async function applyMetadata(ctx: Ctx, input: ApplyMetadataInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { metadata, metadataUrl, saml, ...others } = input;
  const { certificates, ...said } = metadata;
  const fields = { ...said, idpMetadataUrl: metadataUrl, ...saml };
  const typed = others.certificates ? parseCertificates(others.certificates, ctx.now) : [];
  const parsed = [...presentCertificates(certificates, ctx.now), ...typed];
  await changeConnection(ctx, { ...others, saml: fields }, parsed);
}

/** Those that can be used; the first refusal if there is none. */
function presentCertificates(certificates: readonly string[], now: Date) {
  const parsed = certificates.map((certificate) => attempt(() => parseCertificates(certificate, now)));
  const good = parsed.flatMap((one) => (one.ok ? one.value : []));
  const refused = parsed.find((one) => !one.ok);
  if (good.length === 0) {
    if (refused && !refused.ok) throw refused.error;
    refuse('invalid_input', 'This metadata holds no certificate that signs.');
  }
  return [...new Map(good.map((certificate) => [certificate.fingerprint, certificate])).values()];
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

function attempt<T>(perform: () => T): Attempt<T> {
  try {
    return { ok: true, value: perform() };
  } catch (error) {
    return { ok: false, error };
  }
}
