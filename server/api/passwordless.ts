import type { MessageInitShape } from '@bufbuild/protobuf';
import {
  type PasswordlessService,
  PasswordlessType,
  type SendPasswordlessResponseSchema,
  TemplateType,
  type VerifyPasswordLessRequest,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auth/passwordless_pb.js';
import { refuseField } from '@/lib/errors';
import { sendPasswordlessSchema } from '@/lib/passwordless/passwordless.schema';
import type { SentPasswordless } from '@/lib/passwordless/passwordless-request';
import { resendPasswordless } from '@/lib/passwordless/resend-passwordless';
import { sendPasswordless } from '@/lib/passwordless/send-passwordless';
import { type PasswordlessProof, verifyPasswordless } from '@/lib/passwordless/verify-passwordless';
import type { Handlers } from './handler';
import { parseInput } from './parse';

/** An application verifies an address itself: no user and no session comes of it. */
export const passwordlessHandlers: Handlers<typeof PasswordlessService> = {
  async sendPasswordlessEmail(ctx, request) {
    const input = {
      email: request.email,
      template: templateOf(request.template),
      linkUri: request.magiclinkAuthUri ?? null,
      state: request.state ?? null,
      lifetimeSeconds: request.expiresIn || undefined,
      variables: { ...request.templateVariables },
    };
    const sent = await sendPasswordless(ctx, parseInput(sendPasswordlessSchema, input, fieldNames));
    return present(sent);
  },

  async verifyPasswordlessEmail(ctx, request) {
    const proof = readProof(request);
    const { email, state, template } = await verifyPasswordless(ctx, proof);
    return {
      email,
      passwordlessType: proof.kind === 'code' ? PasswordlessType.OTP : PasswordlessType.LINK,
      ...(state !== null && { state }),
      ...(template !== null && { template: TemplateType[template] }),
    };
  },

  async resendPasswordlessEmail(ctx, { authRequestId }) {
    return present(await resendPasswordless(ctx, { requestId: authRequestId }));
  },
};

const fieldNames = { lifetimeSeconds: 'expires_in', variables: 'template_variables' };

function templateOf(template: TemplateType | undefined): 'SIGNIN' | 'SIGNUP' | null {
  if (template === TemplateType.SIGNIN) return 'SIGNIN';
  return template === TemplateType.SIGNUP ? 'SIGNUP' : null;
}

function readProof({ authCredential, authRequestId }: VerifyPasswordLessRequest): PasswordlessProof {
  if (authCredential.case === 'linkToken')
    return { kind: 'link', requestId: authRequestId || null, token: authCredential.value };
  if (authCredential.case === undefined) return refuseField('code', 'Give the code or the link token.');
  if (!authRequestId)
    return refuseField('auth_request_id', 'A code is good for its request alone: give its id.');
  return { kind: 'code', requestId: authRequestId, code: authCredential.value.trim() };
}

function present(sent: SentPasswordless): MessageInitShape<typeof SendPasswordlessResponseSchema> {
  return {
    authRequestId: sent.requestId,
    expiresAt: BigInt(Math.floor(sent.expiresAt.getTime() / 1000)),
    expiresIn: sent.lifetimeSeconds,
    passwordlessType: sent.hasLink ? PasswordlessType.LINK_OTP : PasswordlessType.OTP,
  };
}
