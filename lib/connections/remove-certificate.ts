import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { describeCertificate } from './add-certificates';
import type { CertificateRef } from './connection.schema';
import { keepComplete } from './keep-complete';
import { connectionTarget, lockConnection } from './lock-connection';

/**
 * Removes a certificate of the identity provider: from now on, nothing that it signed is accepted. The last one of a
 * connection that is on stays.
 */
export async function removeCertificate(ctx: Ctx, input: CertificateRef): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { organizationId, certificateId } = input;
  await ctx.db.$transaction(async (tx) => {
    const connection = await lockConnection(tx, input);
    const certificates = connection.type === 'SAML' ? connection.certificates : [];
    const removed = certificates.find((certificate) => certificate.certificateId === certificateId);
    if (!removed) return refuse('not_found', 'There is no such certificate.');
    await tx.connectionCertificate.delete({ where: { id: certificateId }, select: { id: true } });
    await keepComplete(tx, connection);
    await recordAudit(tx, ctx, {
      action: 'connection.updated',
      organizationId,
      target: connectionTarget(connection),
      changes: { before: { certificatesRemoved: [describeCertificate(removed)] } },
    });
  });
}
