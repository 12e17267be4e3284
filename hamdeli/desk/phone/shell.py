"""The page of the phone: a shell without data, which the browser keeps; its worker; what makes it an app."""

import hashlib
import json
import re
from pathlib import Path
from posixpath import dirname, normpath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_permissions_policy.decorators import permissions_policy_override

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.syncing.worklist import HOURS
from hamdeli.desk.questionnaires.words import form_words
from hamdeli.desk.requests import Request

REFERENCE = re.compile(rf'="{settings.STATIC_URL}([^"#]+)[^"]*"')
IMPORT = re.compile(r'from "(\.{1,2}/[^"]+)"')


@permissions_policy_override({"camera": ["self"]})
@never_cache
@require_safe
def phone(request: Request) -> HttpResponse:
    """Show the shell. It tells nothing of anybody, so that a browser may keep it."""
    require_right(request.user, Right.WORK)
    return HttpResponse(page(request))


def page(request: Request) -> str:
    """Return the shell."""
    questions = json.dumps({name: str(said) for name, said in form_words().items()})
    return render_to_string("desk/phone/page.html", {"hours": HOURS, "question_words": questions}, request)


@never_cache
@require_safe
def worker(request: Request) -> HttpResponse:
    """Hand out the service worker with the list of what it keeps; it changes whenever any of that changes."""
    require_right(request.user, Right.WORK)
    shell = page(request)
    names = parts_of(shell)
    words = {"assets": json.dumps([static(name) for name in names]), "version": version_of(shell, names)}
    words |= {"static_url": settings.STATIC_URL}
    return render(request, "desk/phone/worker.js", words, content_type="text/javascript; charset=utf-8")


def parts_of(shell: str) -> list[str]:
    """Return the names of the static files that a page needs without a signal: those it names, and their imports."""
    names = REFERENCE.findall(shell)
    for name in names:
        if name.endswith(".js") and not name.startswith("vendor/"):
            imported = IMPORT.findall(content_of(name).decode())
            names += [near for each in imported if (near := normpath(f"{dirname(name)}/{each}")) not in names]
    return list(dict.fromkeys(names))


def version_of(shell: str, names: list[str]) -> str:
    """Return a digest of the page and of all its parts."""
    together = hashlib.sha256(shell.encode())
    for name in names:
        together.update(content_of(name))
    return together.hexdigest()[:16]


def content_of(name: str) -> bytes:
    """Return what stands in a static file."""
    found = finders.find(name)
    return Path(str(found)).read_bytes() if found else b""


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
