import type { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { getCurrentUser } from '@/lib/users/get-current-user';
import { getSupportHash } from '@/lib/users/get-support-hash';
import type { Handlers } from './handler';
import { presentUser } from './present-user';

/** What somebody asks about themselves, with the access token of their login. */
export const currentUserHandlers: Handlers<typeof UserService> = {
  async getCurrentUser(ctx) {
    const { record, sessionId } = await getCurrentUser(ctx);
    return { user: await presentUser(ctx, record), currentSessionId: sessionId, gatewayEnabled: false };
  },

  async getSupportHash(ctx) {
    return { supportHash: await getSupportHash(ctx) };
  },
};
