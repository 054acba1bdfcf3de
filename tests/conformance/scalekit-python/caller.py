"""The client that everything is asked with, and what its calls come to."""

import json
import os

from scalekit import ScalekitClient
from scalekit.common.exceptions import ScalekitServerException
from scalekit.v1.organizations.organizations_pb2 import CreateOrganization

task = json.loads(os.environ["CONFORMANCE_TASK"])
client = ScalekitClient(
    os.environ["SCALEKIT_ENVIRONMENT_URL"],
    os.environ["SCALEKIT_CLIENT_ID"],
    os.environ["SCALEKIT_CLIENT_SECRET"],
)


def message_of(answer):
    """A call gives the message and the call itself."""
    return answer[0]


def create_organization(name, external_id=None):
    wanted = CreateOrganization(display_name=name, external_id=external_id)
    return message_of(client.organization.create_organization(wanted)).organization


def refusal_of(call):
    try:
        call()
    except ScalekitServerException as refusal:
        return {"exception": type(refusal).__name__, "code": refusal.error_code, "message": refusal.message}
    return None
