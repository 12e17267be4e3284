"""Centres that are twins: the list, its export, one pair, making and ending it, and the ceiling."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Twin, TwinCeiling, TwinQuerySet
from hamdeli.centres.twinning.access import access_twin, centres_within, may_end
from hamdeli.centres.twinning.pairing import ceiling_of, end, set_ceiling, twin
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.places import provinces_for
from hamdeli.desk.requests import Request
from hamdeli.desk.specialities.forms import CeilingForm, EndForm, TwinFilter, TwinForm
from hamdeli.desk.specialities.ways import tabs
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold

YEAR = timedelta(days=365)
METHODS = ["GET", "HEAD", "POST"]


@require_safe
def twin_list(request: Request) -> HttpResponse:
    """List the pairs of which the reader sees one centre, the newest first."""
    require_right(request.user, Right.SEE_CENTRES)
    form = TwinFilter(request.GET)
    words: dict[str, Any] = {
        "form": form,
        "page": page_by_key(chosen(request, form), request.GET, "-id"),
        "tabs": tabs(request.user, "desk:twins"),
        "licenses": request.user.has(Right.LICENSE),
        "today": timezone.localdate(),
    }
    template = "_twins" if request.htmx else "twins"
    return render(request, f"desk/specialities/{template}.html", words)


@require_safe
def twin_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    require_right(request.user, Right.SEE_CENTRES)
    rows = chosen(request, TwinFilter(request.GET)).order_by("-id")
    write(actor=request.user.actor, verb="exported", kind="twin", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("Centre that supports"), _("Name"), _("Centre that is supported"), _("Name"), _("Pair")),
        *(_("What they share"), pgettext("twins", "Purpose"), _("From"), _("Until"), _("Ended on"), _("Reason")),
    ]
    return workbook("twins.xlsx", _("Twins"), columns, cells(rows, get_language() or "fa"))


def cells(rows: TwinQuerySet, language: str) -> Iterator[list[Any]]:
    """Yield the cells of each pair."""
    for row in rows.iterator(500):
        ended = format_date(row.ended_on, language) if row.ended_on else ""
        yield [
            *(row.supporting.code, row.supporting.name, row.supported.code, row.supported.name),
            *(row.get_tie_display(), _(", ").join(row.shared), row.purpose),
            *(format_date(row.since, language), format_date(row.until, language), ended, row.ended_why),
        ]


def chosen(request: Request, form: TwinFilter) -> TwinQuerySet:
    """Return the visible pairs that the form asks for."""
    rows = Twin.objects.visible_to(request.user).select_related("supporting__county", "supported__county")
    if not form.is_valid():
        return rows
    asked, today = form.cleaned_data, timezone.localdate()
    code, name = to_ascii(asked["q"]).strip().upper(), fold(asked["q"])
    if code:
        rows = rows.filter(either(code, name))
    rows = rows.filter(tie=asked["tie"]) if asked["tie"] else rows
    if asked["state"] == "standing":
        return rows.standing(today)
    return rows.exclude(pk__in=rows.standing(today).values("pk")) if asked["state"] == "ended" else rows


def either(code: str, name: str) -> Q:
    """Return the condition that one of the two centres has the code or bears the name."""
    found = Q()
    for side in ("supporting", "supported"):
        found |= Q(**{f"{side}__code__startswith": code}) | Q(**{f"{side}__name_folded__contains": name})
    return found


@require_safe
def twin_page(request: Request, pk: int) -> HttpResponse:
    """Show one pair."""
    pair = access_twin(request.user, pk)
    words: dict[str, Any] = {
        "pair": pair,
        "tabs": tabs(request.user, "desk:twins"),
        "over": pair.ended_on is not None or pair.until < timezone.localdate(),
        "may_end": pair.ended_on is None and may_end(request.user, pair),
    }
    return render(request, "desk/specialities/twin.html", words)


@require_http_methods(METHODS)
def twin_new(request: Request) -> HttpResponse:
    """Make two centres twins."""
    require_right(request.user, Right.LICENSE)
    today = timezone.localdate()
    given = {name: request.GET.get(name, "") for name in ("supporting", "supported")}
    form = TwinForm(
        request.POST if request.method == "POST" else None,
        centres=centres_within(request.user, Right.LICENSE),
        initial=given | {"since": today, "until": today + YEAR},
    )
    page = Deed(
        title=_("Make two centres twins"),
        what=_("The heads of both centres see it. When a family is referred onward, the twin is offered first."),
        button=_("Make them twins"),
        done=_("The two centres are twins now."),
        back=reverse("desk:twins"),
    )

    def act() -> None:
        asked = form.cleaned_data
        pair = {name: asked[name] for name in ("supporting", "supported")}
        once(
            key=key_of(request),
            actor=request.user.actor,
            purpose="twin",
            body={name: str(value) for name, value in asked.items()},
            act=lambda: twin(**pair, terms=form.terms(), by=request.user, today=today).pk,
        )

    return carry_out(request, page, form, act, None)


@require_http_methods(METHODS)
def twin_end(request: Request, pk: int) -> HttpResponse:
    """End a pair."""
    pair = access_twin(request.user, pk, to_end=True)
    form = EndForm(request.POST if request.method == "POST" else None)
    page = Deed(
        title=_("End the pair"),
        what=f"{pair.supporting.name} · {pair.supported.name}",
        button=_("End it"),
        done=_("The pair has ended; it stays in the list."),
        back=reverse("desk:twin", args=[pk]),
        tone="danger",
        thing=pair,
    )

    def act() -> None:
        why = form.cleaned_data["why"]
        end(pair=pair, why=why, by=request.user, today=timezone.localdate(), seen_version=version_of(request))

    return carry_out(request, page, form, act, None)


@require_http_methods(METHODS)
def twin_ceiling(request: Request) -> HttpResponse:
    """Say how many twins a centre of the province may have."""
    require_right(request.user, Right.LICENSE)
    province = provinces_for(request.user, Right.LICENSE).first()
    if province is None:
        raise Http404
    stored = TwinCeiling.objects.filter(province=province).first() or TwinCeiling(province=province)
    form = CeilingForm(request.POST if request.method == "POST" else None, initial={"most": ceiling_of(province.pk)})
    page = Deed(
        title=_("How many twins a centre may have"),
        what=province.name,
        button=_("Save"),
        done=_("It holds from now on; pairs that stand stay."),
        back=reverse("desk:twins"),
        thing=stored if stored.pk else None,
        more={"ceiling": stored},
    )

    def act() -> None:
        seen = version_of(request) or 1
        set_ceiling(province=province, most=form.cleaned_data["most"], by=request.user, seen_version=seen)

    return carry_out(request, page, form, act, None)
