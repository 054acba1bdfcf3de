import type { MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { TimeUnit } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import {
  type OrganizationService,
  type OrganizationSessionPolicySettingsSchema,
  SessionPolicyType,
  type UpdateOrganizationSessionPolicyRequestSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
import { refuseField } from '@/lib/errors';
import { accessTokenSeconds } from '@/lib/oidc-store/access-token';
import { changeSessionPolicy } from '@/lib/organizations/change-session-policy';
import { getOrganizationRecord } from '@/lib/organizations/get-organization-record';
import { changeSessionPolicySchema } from '@/lib/organizations/organization.schema';
import type { OrganizationRecord } from '@/lib/organizations/organization-record';
import { absoluteSeconds, idleSeconds } from '@/lib/sessions/session-policy';
import type { Handlers } from './handler';
import { parseInput } from './parse';

/** The calls of `OrganizationService` about how long logins last. Answers are in minutes. */
export const sessionPolicyHandlers: Handlers<typeof OrganizationService> = {
  async getOrganizationSessionPolicy(ctx, { organizationId }) {
    return { policy: present(await getOrganizationRecord(ctx, { id: organizationId })) };
  },

  async updateOrganizationSessionPolicy(ctx, request) {
    const { organizationId } = request;
    const input = { organizationId, ...readPolicy(request) };
    await changeSessionPolicy(ctx, parseInput(changeSessionPolicySchema, input, fieldNames));
    return { policy: present(await getOrganizationRecord(ctx, { id: organizationId })) };
  },

  async getApplicationSessionPolicy(ctx, { organizationId }) {
    await getOrganizationRecord(ctx, { id: organizationId });
    return {
      applicationPolicy: {
        absoluteSessionTimeout: absoluteSeconds / 60,
        absoluteSessionTimeoutUnit: TimeUnit.MINUTES,
        idleSessionTimeoutEnabled: true,
        idleSessionTimeout: idleSeconds / 60,
        idleSessionTimeoutUnit: TimeUnit.MINUTES,
        accessTokenExpiry: accessTokenSeconds / 60,
      },
    };
  },
};

function readPolicy(request: MessageShape<typeof UpdateOrganizationSessionPolicyRequestSchema>) {
  if (request.policySource === SessionPolicyType.APPLICATION)
    return { sessionAbsoluteMinutes: null, sessionIdleMinutes: null };
  if (request.policySource !== SessionPolicyType.CUSTOM)
    return refuseField('policy_source', 'Give APPLICATION or CUSTOM.');
  const { absoluteSessionTimeout: absolute, idleSessionTimeout: idle } = request;
  if (absolute === undefined)
    return refuseField('absolute_session_timeout', 'Say how long a login lasts at most.');
  const isIdle = request.idleSessionTimeoutEnabled ?? idle !== undefined;
  if (isIdle && idle === undefined)
    return refuseField('idle_session_timeout', 'Say how long a login lasts without use.');
  return {
    sessionAbsoluteMinutes: absolute * minutesOf(request.absoluteSessionTimeoutUnit),
    sessionIdleMinutes:
      isIdle && idle !== undefined ? idle * minutesOf(request.idleSessionTimeoutUnit) : null,
  };
}

/** What the core's fields are called here. */
const fieldNames = {
  sessionAbsoluteMinutes: 'absolute_session_timeout',
  sessionIdleMinutes: 'idle_session_timeout',
};

/** Minutes where no unit is said. */
function minutesOf(unit: TimeUnit | undefined): number {
  if (unit === TimeUnit.DAYS) return 1440;
  return unit === TimeUnit.HOURS ? 60 : 1;
}

function present({
  sessionAbsoluteMinutes: absolute,
  sessionIdleMinutes: idle,
}: OrganizationRecord): MessageInitShape<typeof OrganizationSessionPolicySettingsSchema> {
  if (absolute === null) return { policySource: SessionPolicyType.APPLICATION };
  return {
    policySource: SessionPolicyType.CUSTOM,
    absoluteSessionTimeout: absolute,
    absoluteSessionTimeoutUnit: TimeUnit.MINUTES,
    idleSessionTimeoutEnabled: idle !== null,
    ...(idle !== null && { idleSessionTimeout: idle, idleSessionTimeoutUnit: TimeUnit.MINUTES }),
  };
}
