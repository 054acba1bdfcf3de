import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { Transaction } from '../db';
import { newId } from '../id';
import { enqueueMail } from '../mail/enqueue-mail';
import type { JoinableOrganization } from '../memberships/joinable-organizations';
import { signInLinkSeconds } from './mail-sign-in-link';

export interface JoinLinkInput {
  /** An address that nobody has here. */
  readonly email: string;
  readonly organizations: readonly JoinableOrganization[];
  readonly returnTo: string | null;
}

/**
 * Creates a link by which whoever reads the mailbox may join, and enqueues its mail, in the caller's transaction. There is
 * no account yet, and none is made.
 */
export async function mailJoinLink(
  tx: Transaction,
  ctx: Ctx,
  { email, organizations, returnTo }: JoinLinkInput,
): Promise<void> {
  const id = newId('joinLink', ctx.now);
  const expiresAt = addSeconds(ctx.now, signInLinkSeconds);
  const data = { id, email, returnTo, createdAt: ctx.now, expiresAt };
  await tx.joinLink.create({ data, select: { id: true } });
  await enqueueMail(tx, ctx, {
    to: email,
    organizationId: null,
    userId: null,
    invitationId: null,
    idempotencyKey: `join/${id}`,
    content: {
      kind: 'join_link',
      linkId: id,
      organizationNames: organizations.map(({ name }) => name),
      expiresAt: expiresAt.toISOString(),
    },
  });
}
