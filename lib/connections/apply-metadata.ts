import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { describeCertificate, insertCertificates } from './add-certificates';
import { checkAddresses } from './check-addresses';
import type { ApplyMetadataInput } from './connection.schema';
import { forgetSubjects } from './forget-subjects';
import { keepComplete } from './keep-complete';
import { connectionTarget, lockConnection } from './lock-connection';
import { parseCertificates } from './parse-certificates';

/**
 * Sets a SAML connection up by the identity provider's metadata: its entity id, addresses, and its certificates beside
 * those that are there, so that applying newer metadata is how a rollover begins. Certificates that have expired are left
 * out, for metadata often still holds the one before; the rest is refused as when it is typed.
 */
export async function applyMetadata(ctx: Ctx, input: ApplyMetadataInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { certificates, ...said } = input.metadata;
  const fields = { ...said, idpMetadataUrl: input.metadataUrl };
  const { idpSsoUrl, idpSloUrl, idpMetadataUrl } = fields;
  checkAddresses('saml', { idpSsoUrl, idpSloUrl, idpMetadataUrl });
  const parsed = presentCertificates(certificates, ctx.now);
  await ctx.db.$transaction(async (tx) => {
    const before = await lockConnection(tx, input);
    const added = await insertCertificates(tx, ctx, before, parsed);
    const settings = whatChanged<object>(before.settings, fields);
    if (!settings && added.length === 0) return;
    const data = { settings: { ...before.settings, ...fields }, updatedAt: ctx.now };
    await tx.connection.update({ where: { id: before.connectionId }, data, select: { id: true } });
    const after = await keepComplete(tx, before);
    const forgotten = await forgetSubjects(tx, before, after);
    await recordAudit(tx, ctx, {
      action: 'connection.updated',
      organizationId: input.organizationId,
      target: connectionTarget(after),
      changes: {
        before: { ...settings?.before },
        after: {
          ...settings?.after,
          ...(added.length > 0 && { certificatesAdded: added.map(describeCertificate) }),
          ...(forgotten > 0 && { identitiesForgotten: forgotten }),
        },
      },
    });
  });
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
