"""Walks through the calls of the official Python SDK and prints what came back, as one line of JSON."""

import json
import os

from directories import walk_through_directories
from scalekit.common.exceptions import ScalekitValidateTokenFailureException, WebhookVerificationError
from scalekit.common.scalekit import TokenValidationOptions
from scalekit.v1.commons.commons_pb2 import MembershipStatus, Role
from scalekit.v1.organizations.organizations_pb2 import UpdateOrganization
from scalekit.v1.roles.roles_pb2 import CreateRole
from scalekit.v1.users.users_pb2 import (
    CreateMembership,
    CreateUser,
    CreateUserProfile,
    UpdateMembership,
    UpdateUser,
    UpdateUserProfile,
)
from caller import client, create_organization, message_of, refusal_of, task

def describe_membership(membership):
    return {
        "organizationId": membership.organization_id,
        "status": MembershipStatus.Name(membership.membership_status),
        "roles": sorted(role.name for role in membership.roles),
    }


def describe_user(user):
    return {
        "id": user.id,
        "email": user.email,
        "givenName": user.user_profile.given_name,
        "memberships": [describe_membership(one) for one in user.memberships],
    }


def walk_through_organizations():
    created = create_organization("Acme", task["externalId"])
    changed = UpdateOrganization(display_name="Acme Robotics")
    client.organization.update_organization(created.id, changed)
    found = message_of(client.organization.get_organization_by_external_id(task["externalId"])).organization
    listed = message_of(client.organization.list_organizations(page_size=10)).organizations
    return found.id, {
        "createdName": created.display_name,
        "changedName": found.display_name,
        "listedIds": [one.id for one in listed],
    }


def walk_through_users(organization_id):
    wanted = CreateUser(
        email=task["email"],
        user_profile=CreateUserProfile(given_name="Ada"),
        membership=CreateMembership(roles=[Role(name="member")]),
    )
    invited = message_of(client.users.create_user_and_membership(organization_id, wanted)).user
    resent = message_of(client.users.resend_invite(organization_id, invited.id)).invite
    client.users.update_user(invited.id, UpdateUser(user_profile=UpdateUserProfile(given_name="Augusta")))
    admin = UpdateMembership(roles=[Role(name="admin")])
    client.users.update_membership(organization_id, invited.id, admin)
    other = create_organization("Globex").id
    client.users.create_membership(other, invited.id, CreateMembership(), send_invitation_email=True)
    listed = message_of(client.users.list_organization_users(organization_id, page_size=10)).users
    roles = message_of(client.users.list_user_roles(organization_id, invited.id)).roles
    permissions = message_of(client.users.list_user_permissions(organization_id, invited.id)).permissions
    changed = describe_user(message_of(client.users.get_user(invited.id)).user)
    again = refusal_of(lambda: client.users.create_user_and_membership(organization_id, wanted))
    for each in (organization_id, other):
        client.users.delete_membership(each, invited.id)
    return {
        "otherOrganizationId": other,
        "invited": describe_user(invited),
        "resentCount": resent.resent_count,
        "changed": changed,
        "listedIds": [one.id for one in listed],
        "roles": [role.name for role in roles],
        "permissions": [permission.name for permission in permissions],
        "again": again,
        "gone": refusal_of(lambda: client.users.get_user(invited.id)),
        "wrong": refusal_of(lambda: client.users.create_user_and_membership(organization_id, CreateUser(email="x"))),
    }


def walk_through_roles():
    wanted = CreateRole(name=task["roleName"], display_name="Auditor", description="Reads everything")
    client.roles.create_role(wanted)
    names = [role.name for role in message_of(client.roles.list_roles()).roles]
    client.roles.delete_role(task["roleName"])
    return {"names": names, "gone": refusal_of(lambda: client.roles.get_role(task["roleName"]))}


def check_tokens():
    token = client.get_client_access_token()
    options = TokenValidationOptions(issuer=os.environ["SCALEKIT_ENVIRONMENT_URL"])
    claims = client.validate_access_token_and_get_claims(token, options)
    head, body, _ = token.split(".")
    try:
        client.validate_access_token_and_get_claims(f"{head}.{body}.{task['forgedSignature']}", options)
        forged = "accepted"
    except ScalekitValidateTokenFailureException:
        forged = "refused"
    return {"issuer": claims["iss"], "clientId": claims["client_id"], "forged": forged}


def check_webhooks():
    def verify(payload):
        try:
            accepted = client.verify_webhook_payload(task["webhook"]["secret"], task["webhook"]["headers"], payload)
            return "accepted" if accepted else "refused"
        except WebhookVerificationError:
            return "refused"

    return {"signed": verify(task["webhook"]["payload"]), "changed": verify(task["webhook"]["payload"] + " ")}


organization_id, organizations = walk_through_organizations()
print(
    json.dumps(
        {
            "organizationId": organization_id,
            "organizations": organizations,
            "users": walk_through_users(organization_id),
            "roles": walk_through_roles(),
            "directories": walk_through_directories(),
            "tokens": check_tokens(),
            "webhooks": check_webhooks(),
        }
    )
)
