"""The journal, its proof, and its head to carry away."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.naming import called, display_names
from hamdeli.accounts.roles import Right
from hamdeli.desk.journal.posts import names_of_posts
from hamdeli.desk.journal.showing import details_of
from hamdeli.desk.journal.words import VERBS
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.chain import entry_digest
from hamdeli.journal.models import GENESIS, Entry, Head
from hamdeli.journal.searching import about
from hamdeli.journal.verifying import verify
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean


class EntryFilter(forms.Form):
    """Search and filters of the journal."""

    q = forms.CharField(label=_("Code of the record"), required=False)
    actor = forms.CharField(label=_("Who"), required=False)
    verb = forms.ChoiceField(
        label=pgettext_lazy("journal", "What"), required=False, choices=[("", _("any")), *VERBS.items()]
    )


class KnownHead(forms.Form):
    """A head of the chain that was carried away earlier."""

    number = forms.IntegerField(label=_("Number of the entry"), min_value=1, required=False)
    digest = forms.RegexField(label=_("Its digest"), regex=r"^[0-9a-f]{64}$", required=False)


@require_safe
def entry_list(request: Request) -> HttpResponse:
    """List the entries, the latest first."""
    require_right(request.user, Right.READ_JOURNAL)
    form = EntryFilter(request.GET)
    entries = chosen(form.cleaned_data) if form.is_valid() else Entry.objects.all()
    page = page_by_key(entries, request.GET, "-number")
    names = display_names(entry.actor for entry in page.rows)
    template = "desk/journal/entries/_fragment.html" if request.htmx else "desk/journal/entries/list.html"
    words = {"form": form, "page": page, "names": names, "known": KnownHead()}
    return render(request, template, words)


def chosen(asked: dict[str, Any]) -> QuerySet[Entry]:
    """Return the entries that the filter asks for; a person is found by sign-in name or by a part of the name."""
    entries = about(Entry.objects.all(), asked["q"])
    who = to_ascii(clean(asked["actor"]))
    if who:
        entries = entries.filter(Q(actor=who) | Q(actor__in=called(who).values("username")))
    return entries.filter(verb=asked["verb"]) if asked["verb"] else entries


@require_safe
def entry_page(request: Request, number: int) -> HttpResponse:
    """Show one entry with everything it tells, and whether its digest is right."""
    require_right(request.user, Right.READ_JOURNAL)
    entry = get_object_or_404(Entry, number=number)
    names = {"names": display_names([entry.actor]), "wheres": names_of_posts([entry])}
    words = {"entry": entry, "details": details_of(entry), "sound": entry_digest(entry) == entry.digest}
    return render(request, "desk/journal/entries/page.html", words | names)


@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: Request) -> HttpResponse:
    """Read the whole chain, against a head that was carried away when one is given; reloaded, lead to the journal."""
    require_right(request.user, Right.READ_JOURNAL)
    if request.method != "POST":
        return redirect("desk:journal")
    known = KnownHead(request.POST)
    asked = known.cleaned_data if known.is_valid() else {}
    verdict = verify(known_number=asked.get("number") or 0, known_digest=asked.get("digest") or GENESIS)
    return render(request, "desk/journal/entries/proof.html", {"verdict": verdict, "known": known})


@require_safe
def head(request: Request) -> HttpResponse:
    """Hand out the head of the chain as one printable line: moment and its time zone, number, digest."""
    require_right(request.user, Right.READ_JOURNAL)
    last = Head.objects.first() or Head()
    now = timezone.localtime()
    moment = f"{now.isoformat(timespec='seconds')} {timezone.get_current_timezone_name()}"
    response = HttpResponse(f"{moment} {last.number} {last.digest}\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="journal-head.txt"'
    return response
