"""The page of the phone: a shell without data, which the browser keeps; its worker; what makes it an app."""

import json

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.syncing.worklist import HOURS
from hamdeli.desk.questionnaires.words import form_words
from hamdeli.desk.requests import Request

ASSETS = (
    "desk/phone/app.js",
    "desk/phone/outbox.js",
    "desk/phone/sealing.js",
    "desk/phone/keeping.js",
    "desk/phone/pages.js",
    "desk/questionnaire.js",
    "vendor/idb-8.0.4/idb.umd.js",
    "desk/phone/phone.css",
)


@never_cache
@require_safe
def phone(request: Request) -> HttpResponse:
    """Show the shell. It tells nothing of anybody, so that a browser may keep it."""
    require_right(request.user, Right.WORK)
    return render(
        request,
        "desk/phone/page.html",
        {"hours": HOURS, "question_words": json.dumps({name: str(said) for name, said in form_words().items()})},
    )


@never_cache
@require_safe
def worker(request: Request) -> HttpResponse:
    """Hand out the service worker with the list of what it keeps."""
    require_right(request.user, Right.WORK)
    words = {"assets": json.dumps([static(name) for name in ASSETS]), "static_url": settings.STATIC_URL}
    return render(request, "desk/phone/worker.js", words, content_type="text/javascript; charset=utf-8")


@require_safe
def manifest(request: Request) -> JsonResponse:
    """Say what the app is called and where it begins."""
    require_right(request.user, Right.WORK)
    told = {
        "name": _("Hamdeli"),
        "short_name": _("Hamdeli"),
        "start_url": "/phone/",
        "scope": "/phone/",
        "display": "standalone",
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "background_color": "#ffffff",
        "theme_color": "#0f766e",
        "icons": [{"src": static("desk/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
