"""Drafts of forms that are marked `data-draft`: kept and offered again by `static/desk/drafts.js`."""

import json

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamdeli.casework.daily.drafts import Values, forget_draft, keep_draft, read_draft
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits, moment


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, form: str, subject: str) -> HttpResponse:
    """Return what the reader has written and not sent; or keep it."""
    if request.method == "POST":
        return keeping(request, form, subject)
    kept = read_draft(request.user, form, subject)
    if kept is None:
        return JsonResponse({})
    offer = _("On %(at)s you wrote something here and did not send it.") % {"at": moment(kept.saved_at)}
    told = {"values": kept.values, "offer": offer, "take": _("Go on with it"), "drop": _("Throw it away")}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def keeping(request: Request, form: str, subject: str) -> HttpResponse:
    """Keep the values that the page sends, and say when."""
    try:
        values = checked(json.loads(request.POST.get("values", "")))
        kept = keep_draft(request.user, form, subject, values)
    except DailyFault as refused:
        return JsonResponse({"said": refused.sentence}, status=422)
    except (ValueError, TypeError):
        return JsonResponse({"said": _("The draft could not be read.")}, status=422)
    at = digits(f"{timezone.localtime(kept.saved_at):%H:%M}")
    return JsonResponse({"said": _("Draft kept at %(at)s") % {"at": at}})


@require_POST
def forgetting(request: Request, form: str, subject: str) -> HttpResponse:
    """Forget a draft that is not wanted any more."""
    forget_draft(request.user, form, subject)
    return HttpResponse(status=204)


def checked(values: object) -> Values:
    """Return the values of a form as texts by field; raises TypeError for anything else."""
    if not isinstance(values, dict):
        raise TypeError
    if not all(isinstance(each, list) and all(isinstance(text, str) for text in each) for each in values.values()):
        raise TypeError
    return values
