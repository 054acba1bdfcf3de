import json
from collections import deque
from datetime import datetime, timezone

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from scalekit.common.exceptions import WebhookVerificationError

from example.usher import usher

# The newest first; in memory, since this is an example.
received = deque(maxlen=20)


@csrf_exempt
@require_POST
def receive(request):
    if not settings.WEBHOOK_SECRET:
        return plain("SCALEKIT_WEBHOOK_SECRET is not set.", 503)
    try:
        # Asked by its names in lower case, which request.headers takes in any.
        usher().verify_webhook_payload(settings.WEBHOOK_SECRET, request.headers, request.body)
    except WebhookVerificationError:
        return plain("The signature is not valid.", 400)
    keep(json.loads(request.body))
    return HttpResponse(status=204)


def keep(event):
    """An event may come more than once; its id tells."""
    if any(one["id"] == event["id"] for one in received):
        return
    at = datetime.now(timezone.utc).isoformat(timespec="seconds")
    received.appendleft({"id": event["id"], "type": event["type"], "at": at})


def plain(text, status):
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain")
