from functools import cache

from django.conf import settings
from scalekit import ScalekitClient
from scalekit.common.scalekit import TokenValidationOptions


@cache
def usher():
    """The SDK's client, made when it is first needed: it asks Usher for a token at once."""
    return ScalekitClient(settings.ENVIRONMENT_URL, settings.CLIENT_ID, settings.CLIENT_SECRET)


def from_usher():
    """Tokens are good only if Usher has issued them."""
    return TokenValidationOptions(issuer=settings.ENVIRONMENT_URL)
