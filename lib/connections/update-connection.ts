import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeConnection } from './change-connection';
import type { UpdateConnectionInput } from './connection.schema';
import { parseCertificates } from './parse-certificates';

/**
 * Changes those settings of a connection that are given; the client secret is stored encrypted and recorded as changed
 * only. Where another identity provider answers from now on, or people are told apart by something else, whom it knew is
 * forgotten: the next login links anew, by an address in the organization's domains. Refuses, by the field, addresses that
 * Usher must not reach, and what would leave a connection that is on without something that a login needs.
 */
export async function updateConnection(ctx: Ctx, input: UpdateConnectionInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const certificates = input.certificates ? parseCertificates(input.certificates, ctx.now) : [];
  await changeConnection(ctx, input, certificates);
}
