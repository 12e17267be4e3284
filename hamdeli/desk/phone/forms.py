"""What the phone fetches and sends: who it is, what it takes along, the forms that come back."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.handlers import handlers
from hamdeli.casework.syncing.keys import key_for_phones, open_envelope
from hamdeli.casework.syncing.pictures import KIND as PHOTO
from hamdeli.casework.syncing.receiving import form_of, take_in
from hamdeli.casework.syncing.worklist import codes_in, worklist
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

MOST_BYTES = 200_000
"""Of a form."""
MOST_OF_PHOTO = 2_000_000
"""Of a photograph: phones send them scaled, each as a form of its own."""


@never_cache
@require_safe
def session(request: Request) -> JsonResponse:
    """Say who is signed in, and with which key forms are sealed. Open to whoever may have forms that still wait."""
    key = key_for_phones()
    return JsonResponse({"user": request.user.pk, "csrf": get_token(request), "number": key.pk, "public": key.public})


@never_cache
@require_safe
def take_along(request: Request) -> JsonResponse:
    """Hand out the worklist of the next days; each family on it counts as looked at."""
    require_right(request.user, Right.WORK)
    told, named = worklist(request.user, at=timezone.now(), today=timezone.localdate())
    codes = sorted({*codes_in(told), *named})
    record_look(actor=request.user.actor, kind="case_file", subjects=codes, reason="worklist of the phone")
    return JsonResponse(told)


@never_cache
@require_POST
def arrive(request: Request) -> HttpResponse:
    """Take in one form. Whatever came of it, the receipt says that it is kept; only then does the phone let go of it.

    No right is asked: the form of somebody whose post ended meanwhile is kept for a person to look at.
    """
    if len(request.body) > MOST_OF_PHOTO:
        return refused("too_large", 413)
    try:
        envelope: Any = json.loads(request.body)
        form = form_of(open_envelope(envelope))
        if form.kind != PHOTO and len(request.body) > MOST_BYTES:
            return refused("too_large", 413)
        kept = take_in(form, by=request.user, at=timezone.now(), handlers=handlers(timezone.localdate()))
    except SyncFault as fault:
        return refused(fault.code, 422)
    except ValueError:
        return refused("not_a_form", 400)
    return JsonResponse({"key": kept.key, "state": kept.state, "fault": kept.outcome.get("fault", "")})


def refused(code: str, status: int) -> JsonResponse:
    """Return a receipt for a form that was not kept."""
    return JsonResponse({"fault": code}, status=status)
