"""The score of a file: line by line, with its history; scoring anew; and the hardships that count in it."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right
from hamdeli.casework.models import CaseFile, Score, State
from hamdeli.casework.scoring.hardships import add_hardship
from hamdeli.casework.scoring.scoring import is_current, latest_score, score_file
from hamdeli.casework.scoring.versions import rules_of, shown_in_force
from hamdeli.casework.scoring.waiting import READERS_OF_LIST, waiting_for, would_change
from hamdeli.desk.casework.attempting import DONE, attempt_once
from hamdeli.desk.casework.scoring.forms import HardshipForm, NoForm
from hamdeli.desk.casework.scoring.words import in_language, say_change, told
from hamdeli.desk.requests import Request

PAGE = "desk/casework/scoring/score.html"
HISTORY = 20
CHANGES_SHOWN = 40


@require_http_methods(["GET", "HEAD", "POST"])
def file_score(request: Request, code: str) -> HttpResponse:
    """Explain the score; score anew."""
    if request.method != "POST":
        return shown(request, access_case_file(request.user, code, Right.SEE_JUDGEMENTS))
    case_file = access_case_file(request.user, code, Right.ADMIT)
    form = NoForm(request.POST)
    today = timezone.localdate()
    status = attempt_once(
        request, form, "score", lambda: score_file(case_file=case_file, by=request.user, today=today).pk
    )
    if status == DONE:
        messages.success(request, _("The score was made."))
        return redirect("desk:file_score", code=code)
    return shown(request, case_file, status, form)


@require_POST
def file_hardships(request: Request, code: str) -> HttpResponse:
    """Write down a temporary hardship."""
    case_file = access_case_file(request.user, code, Right.ADMIT)
    form = HardshipForm(request.POST)
    by, today = request.user, timezone.localdate()
    status = attempt_once(
        request, form, "hardship", lambda: add_hardship(case_file=case_file, by=by, today=today, **form.cleaned_data).pk
    )
    if status == DONE:
        messages.success(request, _("The hardship was written down. It counts in the next score."))
        return redirect("desk:file_score", code=code)
    return shown(request, case_file, status, form)


def shown(request: Request, case_file: CaseFile, status: int = 200, form: Form | None = None) -> HttpResponse:
    """Return the page of the score."""
    today = timezone.localdate()
    scores = list(case_file.scores.select_related("table", "made_by").order_by("-id")[:HISTORY])
    last = scores[0] if scores else None
    wrong = form if form is not None and not isinstance(form, HardshipForm) else None
    words: dict[str, Any] = {
        "case_file": case_file,
        "scores": scores,
        "last": last,
        "groups": groups_of(last) if last else [],
        "most": rules_of(last.table).most if last else None,
        "current": last is None or is_current(last, case_file, today),
        "hardships": case_file.hardships.order_by("-until", "-id")[:HISTORY],
        "today": today,
        "may_score": has_right(request.user, case_file, Right.ADMIT),
        "listed": case_file.state == State.LISTED and may_list(request, case_file),
        "wrong": wrong,
        "form": form if isinstance(form, HardshipForm) else HardshipForm(),
        "table": shown_in_force(case_file.province_id, today),
    }
    return render(request, PAGE, words, status=status)


def may_list(request: Request, case_file: CaseFile) -> bool:
    """Say whether the reader may see the waiting list on which the file stands."""
    return any(has_right(request.user, case_file, right) for right in READERS_OF_LIST)


def groups_of(score: Score) -> list[dict[str, Any]]:
    """Return the lines of a score under the headings of its table, each with its sum."""
    lines = told(score.lines)
    return [
        {
            "label": in_language(group["label"]),
            "lines": [line for line in lines if line.group == group["code"]],
            "sum": sum(line.points for line in lines if line.group == group["code"]),
            "most": group["most"],
        }
        for group in score.table.rules["groups"]
    ]


@require_safe
def file_order(request: Request, code: str) -> HttpResponse:
    """Show what would change the place of a family on the waiting list of its county."""
    case_file = access_case_file(request.user, code, Right.SEE_JUDGEMENTS)
    words: dict[str, Any] = {"case_file": case_file}
    last = latest_score(case_file)
    if case_file.state == State.LISTED and last and may_list(request, case_file):
        listed = waiting_for(request.user).filter(county=case_file.county_id)
        place, length, changes = would_change(case_file, last, listed)
        told_changes = [(say_change(change), change) for change in changes[:CHANGES_SHOWN]]
        words |= {"place": place, "length": length, "changes": told_changes, "last": last, "more": len(changes)}
    return render(request, "desk/casework/scoring/order.html", words)
