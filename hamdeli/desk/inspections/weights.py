"""The versions of the weights by which centres are graded, and publishing a new one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.inspecting.access import overseen, require_reader
from hamdeli.centres.inspecting.tables import default_rules, publish_weights, shown_in_force, versions_for
from hamdeli.centres.inspecting.weights import LINES
from hamdeli.centres.models import Centre
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.inspections.forms import WeightsForm, filled_with
from hamdeli.desk.inspections.words import LINES as LINE_WORDS
from hamdeli.desk.places import provinces_for
from hamdeli.desk.requests import Request
from hamdeli.places.models import Place


@require_safe
def grade_weights(request: Request) -> HttpResponse:
    """Show the weights in force in each province of the reader, and their versions."""
    require_reader(request.user)
    today = timezone.localdate()
    seen = Centre.objects.filter(overseen(request.user)).values("province")
    tables = [
        {"province": province, "table": table, "lines": lines_of(table.rules), "versions": versions_for(province.pk)}
        for province in Place.objects.provinces().filter(pk__in=seen)
        for table in [shown_in_force(province.pk, today)]
    ]
    return render(request, "desk/inspections/weights.html", {"tables": tables, "own": own_province(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def grade_weights_new(request: Request) -> HttpResponse:
    """Publish a new version for one's own province; grades that were given keep theirs."""
    require_reader(request.user)
    province, today = own_province(request.user), timezone.localdate()
    if province is None:
        raise PermissionDenied
    if request.method != "POST":
        form = WeightsForm(initial=filled_with(shown_in_force(province.pk, today).rules or default_rules(), today))
        return render(request, "desk/inspections/weights_new.html", {"form": form, "province": province})
    form = WeightsForm(request.POST)
    status = attempt_once(request, form, "weights", lambda: store(request.user, province, form))
    if status != 302:
        return render(request, "desk/inspections/weights_new.html", {"form": form, "province": province}, status=status)
    messages.success(request, _("Published. Grades that were given keep their weights."))
    return redirect("desk:grade_weights")


def store(user: User, province: Place, form: WeightsForm) -> int:
    """Give what the form asks to the verb."""
    today, since = timezone.localdate(), form.cleaned_data["in_force_from"]
    return publish_weights(rules=form.rules(), province=province, in_force_from=since, by=user, today=today).pk


def lines_of(rules: dict[str, Any]) -> list[tuple[Any, Any, int]]:
    """Return the lines of a version as its page shows them: name, what is counted, weight."""
    return [(*LINE_WORDS[line], rules["weights"][line]) for line in LINES]


def own_province(user: User) -> Place | None:
    """Return the province whose weights `user` publishes."""
    return provinces_for(user, Right.LICENSE).first()
