/** What each call does, by service and method, as docs/api.md promises it. A call without words fails a test. */
export const callNotes: Readonly<Record<string, string>> = {
  'ApiTokenService.CreateToken': 'Makes a token for an organization, or for one of its active members.',
  'ApiTokenService.ValidateToken':
    'Says whose a token is; one that is unknown, expired or ended is not found. Its id is not taken.',
  'ApiTokenService.InvalidateToken': 'Ends a token, named by itself or by its id, at once and for good.',
  'ApiTokenService.ListTokens': 'Lists the good tokens of an organization, or of one of its people.',
  'ApiTokenService.UpdateToken': 'Changes the description of a token and adds to its claims.',
  'ApiTokenService.FetchToken':
    'Gives a good token once more, named by its id. That it was read is recorded in the activity of its organization.',
  'AuditLogsService.ListAuthRequests':
    'Lists attempts to log in, refused ones too, the newest first: by address, status, application, time, and organization or connection (`resource_id`).',
  'ClientService.ListClient': 'Lists applications.',
  'ClientService.CreateClient': 'Registers an application: WEB_APP, SPA or NTV.',
  'ClientService.GetClient': 'Reads an application.',
  'ClientService.UpdateClient': 'Changes an application: what `mask` names, else what is sent.',
  'ClientService.DeleteClient': 'Deletes an application. People are logged out of it at once.',
  'ClientService.CreateClientSecret': 'Makes a further secret, which is in this answer and in no other.',
  'ClientService.UpdateClientSecret': 'Makes a secret inactive, for good.',
  'ClientService.DeleteClientSecret': 'Deletes a secret.',
  'ClientService.CreateOrganizationClient':
    'Makes a client of an organization, whose programs get tokens for your own API with it.',
  'ClientService.GetOrganizationClient': 'Reads a client of an organization.',
  'ClientService.ListOrganizationClients': 'Lists the clients of an organization.',
  'ClientService.UpdateOrganizationClient': 'Changes a client of an organization: what is sent.',
  'ClientService.DeleteOrganizationClient': 'Deletes a client of an organization. It gets no more tokens.',
  'ClientService.CreateOrganizationClientSecret':
    'Makes a further secret, which is in this answer and in no other.',
  'ClientService.DeleteOrganizationClientSecret': 'Deletes a secret of a client of an organization.',
  'ConnectionService.CreateConnection':
    'Makes a connection of an organization to its identity provider: SAML or OIDC, without settings, and off.',
  'ConnectionService.UpdateConnection':
    'Changes a connection: what is sent. Certificates are added beside those that are there, and metadata is read from the address that is sent. `client_secret` is in no answer.',
  'ConnectionService.GetConnection': 'Reads a connection with its settings.',
  'ConnectionService.ListConnections':
    'Lists the connections of an organization or of a domain, those that are off too.',
  'ConnectionService.ListOrganizationConnections':
    'Lists the connections of all organizations, the newest first.',
  'ConnectionService.SearchOrganizationConnections':
    'Finds connections by part of their name or of their organization, by an id or a domain, by provider, type and status.',
  'ConnectionService.EnableConnection':
    'Switches a connection on. Everything that a login needs must be there, and the organization must have `sso`.',
  'ConnectionService.DisableConnection':
    'Switches a connection off. Nobody logs in by it any more; who is signed in stays so.',
  'ConnectionService.DeleteConnection':
    'Deletes a connection. Sessions of logins by it end at once; members stay.',
  'ConnectionService.GetConnectionTestResult':
    'Says what arrived when a connection was tried out, by the id of the test, and which step refused it.',
  'ConnectionService.AssignDomainsToConnection':
    'Says which of the domains of an organization lead to a connection: those, and no others.',
  'DirectoryService.CreateDirectory':
    'Makes a SCIM directory of an organization: on, and without a secret yet, so that nobody can send anything. Its `status` says how far its set-up is: `DRAFT` until it has a secret, `IN_PROGRESS` until one is used, then `COMPLETED`; whether it is on is `enabled` alone.',
  'DirectoryService.UpdateDirectory':
    'Changes what a directory is called, its provider and its mapping of attributes.',
  'DirectoryService.GetDirectory':
    'Reads a directory with its secrets, as far as they can be seen, and what its groups give.',
  'DirectoryService.ListDirectories': 'Lists the directories of an organization, the oldest first.',
  'DirectoryService.DeleteDirectory':
    'Deletes a directory that is off. Members whom it made stay, and are managed here from then on.',
  'DirectoryService.EnableDirectory': 'Switches a directory on: it may send people and groups.',
  'DirectoryService.DisableDirectory':
    'Switches a directory off: it is refused, and whom it made stay what they are.',
  'DirectoryService.UpdateAttributes': 'Replaces the mapping of attributes of a directory.',
  'DirectoryService.AssignGroupsForDirectory':
    'Makes sure that a directory has sent the groups with these external ids. All that it sends are followed, so that nothing changes; one that it has not sent is refused.',
  'DirectoryService.AssignRoles':
    'Says which groups of a directory give which role, in the order of precedence. Whoever is in several has the role of the first.',
  'DirectoryService.ListDirectoryUsers':
    'Lists the users of a directory, the oldest first; of one group, or changed since a time, if you say so.',
  'DirectoryService.ListDirectoryGroups':
    'Lists the groups of a directory, the oldest first, without their members.',
  'DirectoryService.ListDirectoryGroupsSummary':
    'Lists up to a thousand groups of a directory at once, by name and size.',
  'DirectoryService.CreateDirectorySecret':
    'Gives a directory a further bearer secret, which is shown this once. At most five are good at a time.',
  'DirectoryService.RegenerateDirectorySecret':
    'Gives a directory a new bearer secret, which is shown this once. The others go on for a day.',
  'DirectoryService.TriggerDirectorySync': 'Refused: a SCIM directory sends its changes by itself.',
  'DirectoryService.GetDirectoryContext': 'Reads your own words about a directory.',
  'DirectoryService.UpdateDirectoryContext': 'Replaces your own words about a directory, at most 16 kB.',
  'DomainService.CreateDomain':
    'Gives an organization a domain, which you vouch for: it is verified at once. Domains of mail providers are refused.',
  'DomainService.UpdateDomain': 'Says which connection logs the people of a domain in.',
  'DomainService.VerifyDomain':
    'Looks for the TXT record of a domain now, and says whether the domain is verified.',
  'DomainService.GetDomain': 'Reads a domain.',
  'DomainService.DeleteDomain':
    'Takes a domain from an organization. Nobody joins or is led to its login by it any more; members stay.',
  'DomainService.ListDomains': 'Lists the domains of an organization, the oldest first.',
  'DomainService.ListAuthorizedDomains':
    'Lists the hosts that the applications at an origin are registered with.',
  'EventsService.ListEvents': 'Lists what happened in the last 30 days, the newest first, and counts it.',
  'EventsService.ListEventsPaginated':
    'Lists what happened in the last 30 days, the newest first, without counting.',
  'OrganizationService.CreateOrganization': 'Creates an organization.',
  'OrganizationService.GetOrganization': 'Reads an organization.',
  'OrganizationService.GetOrganizationByExternalId': 'Reads an organization by your own id for it.',
  'OrganizationService.ListOrganization': 'Lists organizations, the newest first.',
  'OrganizationService.SearchOrganization': 'Finds organizations by part of the name, or by an id.',
  'OrganizationService.UpdateOrganization':
    'Changes an organization: what is sent, or exactly what `update_mask` names.',
  'OrganizationService.DeleteOrganization':
    'Deletes an organization with its memberships, roles, clients and tokens. People are logged out of it at once.',
  'OrganizationService.UpdateOrganizationSettings': 'Switches the features that it lists, and no other.',
  'OrganizationService.GeneratePortalLink':
    'Makes a link by which an IT admin of the organization sets up its login without an account. It opens once, within a minute; send the browser there at once. `location` is in this answer and in no other.',
  'OrganizationService.GetPortalLinks':
    'Lists the links that can still be opened, the newest 100, without their addresses.',
  'OrganizationService.DeletePortalLink':
    'Revokes every link of an organization, and ends at once what was opened by them.',
  'OrganizationService.DeletePortalLinkByID': 'Revokes a link, and ends at once what was opened by it.',
  'OrganizationService.GetApplicationSessionPolicy': 'Reads how long people stay signed in everywhere.',
  'OrganizationService.GetOrganizationSessionPolicy':
    'Reads how long people stay signed in to an organization.',
  'OrganizationService.UpdateOrganizationSessionPolicy':
    'Has people of an organization sign in sooner again than everywhere else; running logins are shortened, too.',
  'OrganizationService.GetOrganizationUserManagementSetting':
    'Reads how many people an organization may have.',
  'OrganizationService.UpsertUserManagementSettings': 'Sets how many people an organization may have.',
  'PasswordlessService.SendPasswordlessEmail':
    'Mails a code of six digits and, where you give an address for it, a link there with `link_token`.',
  'PasswordlessService.VerifyPasswordlessEmail':
    'Says whose mailbox a code or a link token proves, once. A code takes five tries.',
  'PasswordlessService.ResendPasswordlessEmail':
    'Mails a new code in place of the old one, which ends. The answer has a new `auth_request_id`.',
  'RolesService.CreateRole': 'Creates a role of the workspace.',
  'RolesService.GetRole': 'Reads a role of the workspace.',
  'RolesService.ListRoles': 'Lists the roles of the workspace.',
  'RolesService.UpdateRole': 'Changes a role of the workspace: what is sent.',
  'RolesService.DeleteRole':
    'Deletes a role. Who has it gets the role that `reassign_role_name` says; without one nobody may have it. No group of a connection or a directory may be mapped to it.',
  'RolesService.GetRoleUsersCount': 'Counts the people who have a role, or one that extends it.',
  'RolesService.UpdateDefaultRoles': 'Sets which roles the creator of an organization and later members get.',
  'RolesService.ListDependentRoles': 'Lists the roles that extend a role.',
  'RolesService.DeleteRoleBase': 'Has a role extend no other any more.',
  'RolesService.CreateOrganizationRole': 'Creates a role that one organization has for itself.',
  'RolesService.GetOrganizationRole': 'Reads a role of an organization.',
  'RolesService.ListOrganizationRoles': 'Lists the roles that can be given in an organization.',
  'RolesService.UpdateOrganizationRole': 'Changes a role of an organization: what is sent.',
  'RolesService.DeleteOrganizationRole':
    'Deletes a role of an organization. Who has it gets the role that `reassign_role_name` says.',
  'RolesService.GetOrganizationRoleUsersCount': 'Counts the people of an organization who have a role.',
  'RolesService.UpdateDefaultOrganizationRoles': 'Sets which role later members of an organization get.',
  'RolesService.DeleteOrganizationRoleBase': 'Has a role of an organization extend no other any more.',
  'RolesService.CreatePermission': 'Creates a permission, named like `invoices:read`.',
  'RolesService.GetPermission': 'Reads a permission.',
  'RolesService.ListPermissions': 'Lists permissions.',
  'RolesService.UpdatePermission': 'Changes the description of a permission.',
  'RolesService.DeletePermission': 'Deletes a permission, and takes it from every role.',
  'RolesService.ListRolePermissions': 'Lists the permissions that a role has itself.',
  'RolesService.ListEffectiveRolePermissions':
    'Lists the permissions that a role gives, inherited ones included.',
  'RolesService.AddPermissionsToRole': 'Gives permissions to a role.',
  'RolesService.RemovePermissionFromRole': 'Takes one permission from a role.',
  'SessionService.GetSession': 'Reads a session, also one that ended in the last 30 days.',
  'SessionService.GetUserSessions': 'Lists the sessions of a person, the newest first.',
  'SessionService.RevokeSession':
    'Ends a session and every login to applications that was made in it, at once.',
  'SessionService.RevokeAllUserSessions': 'Ends every session of a person at once, and says which they were.',
  'UserService.CreateUserAndMembership':
    'Adds a person to an organization: by a mailed invitation or, with `send_invitation_email=false`, at once.',
  'UserService.CreateMembership': 'Adds somebody who is known already to an organization.',
  'UserService.UpdateMembership': 'Changes the roles and the metadata of a membership.',
  'UserService.DeleteMembership':
    'Removes somebody from an organization and ends their logins there. Without `cascade=false` the last membership takes the person along.',
  'UserService.GetUser': 'Reads a person with their memberships.',
  'UserService.GetCurrentUser':
    'Reads whoever is signed in, with their memberships and their session. It takes the access token of a login, not of a credential.',
  'UserService.GetSupportHash':
    'Shows your support widget that whoever is signed in is who they say: an HMAC of their id. It takes the access token of a login.',
  'UserService.ListUsers': 'Lists people, the newest first.',
  'UserService.SearchUsers': 'Finds people by part of the address or name, or by an id.',
  'UserService.ListOrganizationUsers': 'Lists the people of an organization.',
  'UserService.SearchOrganizationUsers': 'Finds people of an organization.',
  'UserService.UpdateUser': 'Changes the profile of a person: what is sent. The address never changes.',
  'UserService.DeleteUser': 'Deletes a person with everything of theirs, and ends their logins.',
  'UserService.ResendInvite':
    'Mails an invitation again: the same link as a reminder, or a new one where it has expired.',
  'UserService.ListUserRoles': 'Lists the roles of a person in an organization.',
  'UserService.AssignUserRoles': 'Gives a person further roles in an organization.',
  'UserService.RemoveUserRole': 'Takes one role from a person in an organization.',
  'UserService.ListUserPermissions': 'Lists what a person may in an organization.',
};
