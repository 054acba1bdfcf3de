"""Walks through directories: one that is made here, and one that has sent users and groups before."""

from datetime import datetime, timezone

from google.protobuf.json_format import MessageToDict
from google.protobuf.struct_pb2 import Struct
from scalekit.v1.directories.directories_pb2 import (
    AssignGroupsForDirectoryRequest,
    AssignRolesRequest,
    AttributeMapping,
    AttributeMappings,
    CreateDirectory,
    CreateDirectorySecretRequest,
    DirectoryProvider,
    DirectoryType,
    GetDirectoryContextRequest,
    ListDirectoryGroupsRequest,
    ListDirectoryGroupsSummaryRequest,
    ListDirectoryUsersRequest,
    RegenerateDirectorySecretRequest,
    RoleAssignment,
    RoleAssignments,
    SecretStatus,
    TriggerDirectorySyncRequest,
    UpdateAttributesRequest,
    UpdateDirectory,
    UpdateDirectoryContextRequest,
    UpdateDirectoryRequest,
)
from caller import client, create_organization, message_of, refusal_of, task

stub = client.directory.directory_service
organization_id = task["directory"]["organizationId"]
directory_id = task["directory"]["directoryId"]
since = datetime.fromtimestamp(task["directory"]["since"] / 1000, timezone.utc)
of_directory = {"organization_id": organization_id, "directory_id": directory_id}
of_id = {"organization_id": organization_id, "id": directory_id}


def walk_through_directories():
    return {
        "made": make_directory(),
        "synced": describe(message_of(client.directory.get_directory(organization_id, directory_id)).directory),
        "users": list_users(),
        "groups": list_groups(),
        "generated": call_generated_client(),
        "unreachable": {
            "list_directory_users": fault_of(client.directory.list_directory_users),
            "list_directory_groups": fault_of(client.directory.list_directory_groups),
        },
    }


def make_directory():
    owner = create_organization("Initech").id
    empty = message_of_fault(lambda: client.directory.get_primary_directory_by_organization_id(owner))
    wanted = CreateDirectory(directory_type=DirectoryType.SCIM, directory_provider=DirectoryProvider.OKTA)
    made = message_of(client.directory.create_directory(owner, wanted)).directory
    listed = message_of(client.directory.list_directories(owner)).directories
    primary = client.directory.get_primary_directory_by_organization_id(owner)
    enabled = refusal_of(lambda: client.directory.delete_directory(owner, made.id))
    off = message_of(client.directory.disable_directory(owner, made.id)).enabled
    on = message_of(client.directory.enable_directory(owner, made.id)).enabled
    client.directory.disable_directory(owner, made.id)
    client.directory.delete_directory(owner, made.id)
    return {
        "organizationId": owner,
        "directory": describe(made),
        "listedIds": [one.id for one in listed],
        "primaryId": primary.id,
        "switched": [off, on],
        "refused": {
            "empty": empty,
            "enabled": enabled,
            "gone": refusal_of(lambda: client.directory.get_directory(owner, made.id)),
            "foreign": refusal_of(lambda: client.directory.list_directory_users(owner, directory_id)),
        },
    }


def list_users():
    def find(**options):
        return call(stub.ListDirectoryUsers, ListDirectoryUsersRequest(**of_directory, **options))

    first = find(page_size=2)
    second = find(page_size=2, page_token=first.next_page_token)
    group = call(stub.ListDirectoryGroups, ListDirectoryGroupsRequest(**of_directory)).groups[0]
    return {
        "total": first.total_size,
        "pages": [[describe_user(user) for user in page.users] for page in (first, second)],
        "last": second.next_page_token,
        "detail": MessageToDict(find(include_detail=True).users[0].user_detail),
        "since": [user.given_name for user in find(updated_after=since).users],
        "inFirstGroup": [user.given_name for user in find(directory_group_id=group.id).users],
    }


def list_groups():
    def find(**options):
        return call(stub.ListDirectoryGroups, ListDirectoryGroupsRequest(**of_directory, **options))

    groups = find(include_detail=True).groups
    return {
        "sizes": {group.display_name: group.total_users for group in groups},
        "detail": MessageToDict(groups[0].group_detail),
        "since": [group.display_name for group in find(updated_after=since).groups],
    }


def call_generated_client():
    """What the SDK's own methods leave out, by the client that it is generated with."""
    context = Struct()
    context.update({"plan": "gold"})
    call(stub.UpdateDirectoryContext, UpdateDirectoryContextRequest(**of_directory, context=context))
    mapping = AttributeMappings(attributes=[AttributeMapping(key="team", map_to="department")])
    mapped = call(stub.UpdateAttributes, UpdateAttributesRequest(**of_id, attribute_mapping=mapping))
    renamed = call(stub.UpdateDirectory, UpdateDirectoryRequest(**of_id, directory=UpdateDirectory(name="People")))
    summary = call(stub.ListDirectoryGroupsSummary, ListDirectoryGroupsSummaryRequest(**of_directory)).groups
    roles = [RoleAssignment(group_id=summary[1].id, role_name="admin")]
    roles.append(RoleAssignment(group_id=summary[0].id, role_name="member"))
    assigned = call(
        stub.AssignRoles,
        AssignRolesRequest(**of_id, role_assignments=RoleAssignments(assignments=roles)),
    ).role_assignments
    sent = task["directory"]["externalIds"]
    call(stub.AssignGroupsForDirectory, AssignGroupsForDirectoryRequest(**of_id, external_ids=sent))
    unknown = AssignGroupsForDirectoryRequest(**of_id, external_ids=["unknown"])
    return {
        "context": MessageToDict(
            call(stub.GetDirectoryContext, GetDirectoryContextRequest(**of_directory)).context
        ),
        "attributes": {one.key: one.map_to for one in mapped.attribute_mappings.attributes},
        "name": renamed.directory.name,
        "summary": [group.display_name for group in summary],
        "roles": [one.role_name for one in assigned.assignments],
        "secrets": [
            call(stub.CreateDirectorySecret, CreateDirectorySecretRequest(**of_directory)).plain_secret,
            call(stub.RegenerateDirectorySecret, RegenerateDirectorySecretRequest(**of_directory)).plain_secret,
        ],
        "refused": {
            "unknownGroup": refusal_of(lambda: call(stub.AssignGroupsForDirectory, unknown)),
            "sync": refusal_of(
                lambda: call(stub.TriggerDirectorySync, TriggerDirectorySyncRequest(**of_directory))
            ),
        },
    }


def call(method, request):
    return message_of(client.core_client.grpc_exec(method.with_call, request))


def fault_of(method):
    """What stops a method of the SDK when a directory is not empty, or None."""
    try:
        method(organization_id, directory_id)
    except AttributeError as fault:
        return str(fault)
    return None


def message_of_fault(call):
    try:
        call()
    except Exception as fault:
        return str(fault)
    return ""


def describe(directory):
    return {
        "id": directory.id,
        "organizationId": directory.organization_id,
        "name": directory.name,
        "type": DirectoryType.Name(directory.directory_type),
        "provider": DirectoryProvider.Name(directory.directory_provider),
        "enabled": directory.enabled,
        "status": directory.status,
        "endpoint": directory.directory_endpoint,
        "totals": [directory.total_users, directory.total_groups],
        "stats": [directory.stats.total_users, directory.stats.total_groups],
        "changed": [
            milliseconds_of(directory.stats.user_updated_at),
            milliseconds_of(directory.stats.group_updated_at),
        ],
        "synced": milliseconds_of(directory.last_synced_at),
        "secrets": [
            {
                "suffix": secret.secret_suffix,
                "status": SecretStatus.Name(secret.status),
                "used": secret.HasField("last_used_time"),
            }
            for secret in directory.secrets
        ],
        "roles": [
            {"groupId": one.group_id, "roleName": one.role_name} for one in directory.role_assignments.assignments
        ],
        "attributes": {one.key: one.map_to for one in directory.attribute_mappings.attributes},
    }


def describe_user(user):
    return {
        "id": user.id,
        "email": user.email,
        "userName": user.preferred_username,
        "name": [user.given_name, user.family_name],
        "emails": list(user.emails),
        "groups": [group.display_name for group in user.groups],
        "updated": milliseconds_of(user.updated_at),
    }


def milliseconds_of(time):
    return time.ToMilliseconds()
