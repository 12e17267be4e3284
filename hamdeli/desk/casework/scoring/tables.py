"""The tables of scores: their versions, one version, and a new one, with what it would change."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile, ScoreTable, State
from hamdeli.casework.scoring.reading_tables import read_table
from hamdeli.casework.scoring.tables import TableFaults
from hamdeli.casework.scoring.versions import publish_table, shown_in_force, versions_for
from hamdeli.casework.scoring.waiting import preview, with_points
from hamdeli.desk.casework.attempting import DONE, attempt_once
from hamdeli.desk.casework.scoring.forms import TableForm, read_json
from hamdeli.desk.casework.scoring.weights import weights
from hamdeli.desk.casework.scoring.words import say_fault
from hamdeli.desk.places import provinces_for
from hamdeli.desk.requests import Request
from hamdeli.places.models import PlaceQuerySet

NEW = "desk/casework/scoring/new_table.html"


@require_safe
def score_tables(request: Request) -> HttpResponse:
    """List the versions of the reader's provinces and of the country."""
    today = timezone.localdate()
    listed = [
        {"province": province, "versions": list(versions_for(province)), "now": shown_in_force(province, today)}
        for province in writable(request.user)
    ]
    return render(request, "desk/casework/scoring/tables.html", {"listed": listed, "today": today})


@require_safe
def score_table(request: Request, number: int) -> HttpResponse:
    """Show the weights of one version."""
    table = access_table(request.user, number)
    sections: dict[str, list[Any]] = {}
    for weight in weights(table.rules):
        sections.setdefault(weight.section, []).append(weight)
    return render(request, "desk/casework/scoring/table.html", {"table": table, "sections": list(sections.items())})


@require_safe
def score_table_file(request: Request, number: int) -> JsonResponse:
    """Hand out a version as JSON, to be changed and brought back."""
    table = access_table(request.user, number)
    answer = JsonResponse(table.rules, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="score-table-{table.number}.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def new_table(request: Request) -> HttpResponse:
    """Show what a new table would change, and publish it."""
    provinces = writable(request.user)
    today = timezone.localdate()
    province = provinces.filter(code=request.GET.get("province", "")).first() or provinces.first()
    if request.method != "POST":
        rules = shown_in_force(province, today).rules
        initial = {"base": json.dumps(rules), "province": province, "in_force_from": today}
        return render(request, NEW, {"form": TableForm(provinces=provinces, rules=rules, initial=initial)})
    return answered(request, provinces, shown_in_force(province, today).rules)


def answered(request: Request, provinces: PlaceQuerySet, known: dict[str, Any]) -> HttpResponse:
    """Answer a form: with its faults, with what it would change, or with the page of the version that was published."""
    rules = base_of(request.POST.get("base", ""), known)
    form = TableForm(request.POST, request.FILES, provinces=provinces, rules=rules)
    if not form.is_valid():
        return render(request, NEW, {"form": form}, status=422)
    try:
        wished = form.table()
        table = read_table(wished)
    except TableFaults as wrong:
        faults = [(fault.path, say_fault(fault)) for fault in wrong.faults]
        return render(request, NEW, {"form": form, "faults": faults}, status=422)
    province = form.cleaned_data["province"]
    if request.POST.get("act") == "publish":
        return published(request, form, wished)
    files = CaseFile.objects.filter(province=province, state=State.LISTED)
    initial = {"base": json.dumps(wished), "province": province, "in_force_from": form.cleaned_data["in_force_from"]}
    words = {
        "form": TableForm(provinces=provinces, rules=wished, initial=initial),
        "preview": preview(table, with_points(files)),
    }
    return render(request, NEW, words)


def published(request: Request, form: TableForm, rules: dict[str, Any]) -> HttpResponse:
    """Publish the table, once however often the form is sent."""
    made: list[ScoreTable] = []

    def act() -> int:
        asked = form.cleaned_data
        made.append(
            publish_table(
                rules=rules,
                province=asked["province"],
                in_force_from=asked["in_force_from"],
                by=request.user,
                today=timezone.localdate(),
            )
        )
        return made[0].number

    status = attempt_once(request, form, "score_table", act)
    if status != DONE:
        return render(request, NEW, {"form": form}, status=status)
    messages.success(request, _("The table is published. Scores that were made keep their table."))
    return redirect("desk:score_tables")


def base_of(text: str, known: dict[str, Any]) -> dict[str, Any]:
    """Return the table whose numbers the form shows: that of the hidden field if it is sound, else the one in force."""
    try:
        rules = read_json(text)
        read_table(rules)
    except TableFaults:
        return known
    return rules


def writable(user: User) -> PlaceQuerySet:
    """Return the provinces whose table `user` writes; 404 where there is none."""
    require_right(user, Right.WRITE_QUESTIONS)
    return provinces_for(user, Right.WRITE_QUESTIONS)


def access_table(user: User, number: int) -> ScoreTable:
    """Return a version of the country or of one of the reader's provinces."""
    provinces = list(writable(user))
    if number == 1 and not ScoreTable.objects.exists():
        return shown_in_force(None, timezone.localdate())
    rows = ScoreTable.objects.filter(province__in=provinces) | ScoreTable.objects.filter(province__isnull=True)
    return get_object_or_404(rows.select_related("province", "made_by"), number=number)
