import { AuditLogsService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auditlogs/auditlogs_pb.js';
import { PasswordlessService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/auth/passwordless_pb.js';
import { ClientService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/clients/clients_pb.js';
import { ConnectionService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/connections/connections_pb.js';
import { DirectoryService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/directories/directories_pb.js';
import { DomainService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/domains/domains_pb.js';
import { EventsService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/events/events_pb.js';
import { OrganizationService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
import { RolesService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/roles/roles_pb.js';
import { SessionService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/sessions/sessions_pb.js';
import { ApiTokenService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/tokens/tokens_pb.js';
import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { apiTokenHandlers } from './api-tokens';
import { auditLogHandlers } from './audit-logs';
import { clientHandlers } from './clients';
import { connectionHandlers } from './connections';
import { currentUserHandlers } from './current-user';
import { directoryHandlers } from './directories';
import { domainHandlers } from './domains';
import { eventHandlers } from './events';
import { type Implementation, implement } from './handler';
import { membershipHandlers } from './memberships';
import { organizationClientHandlers } from './organization-clients';
import { organizationHandlers } from './organizations';
import { passwordlessHandlers } from './passwordless';
import { permissionHandlers } from './permissions';
import { portalLinkHandlers } from './portal-links';
import { roleHandlers } from './roles';
import { sessionPolicyHandlers } from './session-policies';
import { sessionHandlers } from './sessions';
import { userHandlers } from './users';

/** Everything that Usher answers of the public contract; calls that are not there are UNIMPLEMENTED. */
export const implementations: readonly Implementation[] = [
  implement(ApiTokenService, apiTokenHandlers),
  implement(AuditLogsService, auditLogHandlers),
  implement(ClientService, { ...clientHandlers, ...organizationClientHandlers }),
  implement(ConnectionService, connectionHandlers),
  implement(DirectoryService, directoryHandlers),
  implement(DomainService, domainHandlers),
  implement(EventsService, eventHandlers),
  implement(OrganizationService, {
    ...organizationHandlers,
    ...sessionPolicyHandlers,
    ...portalLinkHandlers,
  }),
  implement(PasswordlessService, passwordlessHandlers),
  implement(RolesService, { ...roleHandlers, ...permissionHandlers }),
  implement(SessionService, sessionHandlers),
  implement(UserService, { ...userHandlers, ...membershipHandlers }, currentUserHandlers),
];
