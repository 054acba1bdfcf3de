import logging
import secrets

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET
from scalekit.common.exceptions import ScalekitException
from scalekit.common.scalekit import AuthorizationUrlOptions, CodeAuthenticationOptions, LogoutUrlOptions

from example.usher import from_usher, usher

COOKIE = "example_login"
COOKIE_PATH = "/auth/callback"
LIFETIME_SECONDS = 600

log = logging.getLogger(__name__)


@require_GET
def begin(request):
    """
    The initiate-login endpoint: Usher sends people here, after an invitation that they accepted or from their identity
    provider, with hints of who they are and where they belong. People may come by themselves, too.
    """
    if request.GET.get("iss", settings.ENVIRONMENT_URL) != settings.ENVIRONMENT_URL:
        return fail(request, "This link comes from another service.")
    options = read_hints(request)
    if options is None:
        return fail(request, "This login is not valid any more. Begin again at your identity provider.")
    options.state = secrets.token_urlsafe(32)
    response = redirect(usher().get_authorization_url(settings.REDIRECT_URI, options))
    response.set_signed_cookie(
        COOKIE,
        options.state,
        max_age=LIFETIME_SECONDS,
        path=COOKIE_PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_GET
def complete(request):
    """Where Usher sends the browser back to, with a code that is good once."""
    response = exchange(request)
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Lax")
    return response


@require_GET
def end(request):
    id_token = request.session.get("id_token")
    request.session.flush()
    if not id_token:
        return redirect("/")
    options = LogoutUrlOptions(id_token_hint=id_token, post_logout_redirect_uri=f"{settings.ORIGIN}/")
    return redirect(usher().get_logout_url(options))


def exchange(request):
    state = request.get_signed_cookie(COOKIE, default="", max_age=LIFETIME_SECONDS)
    if not state or request.GET.get("state") != state:
        return fail(request, "This login was not begun in this browser, or too long ago. Please begin again.")
    # RFC 9207: the answer names who gives it.
    if request.GET.get("iss", settings.ENVIRONMENT_URL) != settings.ENVIRONMENT_URL:
        return fail(request, "This answer comes from another service.")
    if "code" not in request.GET:
        return fail(request, request.GET.get("error_description") or "You were not signed in.")
    try:
        answer = usher().authenticate_with_code(
            request.GET["code"], settings.REDIRECT_URI, CodeAuthenticationOptions()
        )
        access = usher().validate_access_token_and_get_claims(answer["access_token"], from_usher())
    except ScalekitException:
        log.exception("A login could not be completed.")
        return fail(request, "This login could not be completed. Please begin again.")
    start_session(request, answer, access)
    return redirect("/members")


def start_session(request, answer, access):
    # Under a new key, so that nobody can prepare a browser with one that they know.
    request.session.flush()
    request.session["email"] = answer["user"]["email"]
    request.session["organization_id"] = answer["organization_id"]
    # What the roles in the organization allow.
    request.session["roles"] = access.get("roles", [])
    # Names the session to end when signing out.
    request.session["id_token"] = answer["id_token"]


def read_hints(request):
    """None when the identity provider's word for who comes is not good."""
    options = AuthorizationUrlOptions()
    token = request.GET.get("idp_initiated_login")
    if not token:
        options.organization_id = request.GET.get("organization_id")
        options.login_hint = request.GET.get("login_hint")
        return options
    try:
        claims = usher().get_idp_initiated_login_claims(token, from_usher())
    # The SDK knows no other error for a token that was signed with an unknown key.
    except (ScalekitException, KeyError):
        return None
    options.organization_id = claims["organization_id"]
    options.connection_id = claims["connection_id"]
    options.login_hint = claims.get("login_hint")
    return options


def fail(request, message):
    return render(request, "error.html", {"message": message}, status=400)
