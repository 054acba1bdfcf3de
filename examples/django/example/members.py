from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from scalekit.common.exceptions import ScalekitServerException
from scalekit.v1.commons.commons_pb2 import MembershipStatus, Role
from scalekit.v1.users.users_pb2 import CreateMembership, CreateUser

from example.usher import usher
from example.webhooks import received

STATUSES = {
    MembershipStatus.ACTIVE: "Active",
    MembershipStatus.INACTIVE: "Inactive",
    MembershipStatus.PENDING_INVITE: "Invited",
    MembershipStatus.INVITE_EXPIRED: "Invitation expired",
}


@require_GET
@never_cache
def show(request):
    if "organization_id" not in request.session:
        return redirect("/login")
    return members_page(request)


@require_POST
def invite(request):
    if "organization_id" not in request.session:
        return redirect("/login")
    # The application may invite anybody anywhere: whether this person may, it must ask itself.
    if not may_invite(request):
        return render(request, "error.html", {"message": "You may not invite people."}, status=403)
    email = request.POST.get("email", "").strip()
    membership = CreateMembership(
        roles=[Role(name=request.POST.get("role", ""))],
        inviter_email=request.session["email"],
    )
    user = CreateUser(email=email, membership=membership)
    try:
        usher().users.create_user_and_membership(request.session["organization_id"], user)
    except ScalekitServerException as refusal:
        status = int(refusal.http_status)
        if status >= 500:
            raise
        return members_page(request, status=status, email=email, problem=refusal.message)
    return members_page(request, notice=f"{email} is invited.")


def members_page(request, status=200, **form):
    organization_id = request.session["organization_id"]
    organization, _ = usher().organization.get_organization(organization_id)
    listed, _ = usher().users.list_organization_users(
        organization_id, page_size=50, page_token=request.GET.get("page", "")
    )
    roles, _ = usher().roles.list_organization_roles(organization_id)
    context = {
        "organization": organization.organization.display_name,
        "email": request.session["email"],
        "members": [describe(user, organization_id) for user in listed.users],
        "next_page": listed.next_page_token,
        "roles": roles.roles,
        "may_invite": may_invite(request),
        "events": list(received),
        "form": form,
    }
    return render(request, "members.html", context, status=status)


def describe(user, organization_id):
    membership = next(one for one in user.memberships if one.organization_id == organization_id)
    return {
        "email": user.email,
        "name": user.user_profile.name,
        "roles": ", ".join(role.display_name or role.name for role in membership.roles),
        "status": STATUSES.get(membership.membership_status, ""),
    }


def may_invite(request):
    # The form gives any role, and the application may give them all: so only who holds them all may use it.
    return "admin" in request.session["roles"]
