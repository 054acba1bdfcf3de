import type { RestRoute } from './rest-routes';

/** Calls that look for what their body or their query names; a path with parameters always names something. */
const searching: ReadonlySet<string> = new Set([
  'ApiTokenService.CreateToken',
  'ApiTokenService.FetchToken',
  'ApiTokenService.InvalidateToken',
  'ApiTokenService.ListTokens',
  'ApiTokenService.UpdateToken',
  'ApiTokenService.ValidateToken',
  'PasswordlessService.ResendPasswordlessEmail',
]);

/** Calls that can find it there already, be too late beside another, or be against what is so for the time being. */
const colliding: ReadonlySet<string> = new Set([
  'ClientService.UpdateClient',
  'ClientService.CreateClientSecret',
  'ClientService.UpdateClientSecret',
  'ClientService.DeleteClientSecret',
  'ClientService.CreateOrganizationClientSecret',
  'ClientService.DeleteOrganizationClientSecret',
  'ConnectionService.CreateConnection',
  'ConnectionService.UpdateConnection',
  'ConnectionService.EnableConnection',
  'ConnectionService.DisableConnection',
  'ConnectionService.DeleteConnection',
  'DirectoryService.CreateDirectory',
  'DirectoryService.DeleteDirectory',
  'DirectoryService.EnableDirectory',
  'DirectoryService.DisableDirectory',
  'DirectoryService.CreateDirectorySecret',
  'DirectoryService.TriggerDirectorySync',
  'DomainService.CreateDomain',
  'DomainService.DeleteDomain',
  'OrganizationService.DeleteOrganization',
  'RolesService.CreateOrganizationRole',
  'RolesService.UpdateDefaultRoles',
  'RolesService.UpdateDefaultOrganizationRoles',
  'UserService.CreateUserAndMembership',
  'UserService.CreateMembership',
  'UserService.DeleteUser',
  'UserService.ResendInvite',
]);

/** The statuses with which a call is refused, besides those that mean that something went wrong here. */
export function refusalStatuses({ method, parameters }: RestRoute): number[] {
  const call = `${method.parent.name}.${method.name}`;
  const finds = parameters.length > 0 || searching.has(call) ? [404] : [];
  const collides = colliding.has(call) ? [409] : [];
  return [400, 401, 403, ...finds, ...collides, 429];
}
