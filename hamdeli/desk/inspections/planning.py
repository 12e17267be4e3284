"""Planning an inspection of a centre."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.centres.inspecting.access import access_overseen
from hamdeli.centres.inspecting.belonging import inspectors_for
from hamdeli.centres.inspecting.planning import plan
from hamdeli.centres.models import Centre
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.inspections.forms import PlanForm
from hamdeli.desk.inspections.words import spoken
from hamdeli.desk.requests import Request
from hamdeli.insight.warnings import warnings_for


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_new(request: Request, code: str) -> HttpResponse:
    """Say who inspects the centre when, beside what the data warn of."""
    centre = access_overseen(request.user, code, Right.INSPECT)
    inspectors, today = inspectors_for(centre.province, centre.county, timezone.now()), timezone.localdate()
    if request.method != "POST":
        initial = {"inspector": request.user.pk, "planned_on": today, "occasion": request.GET.get("occasion")}
        return shown(request, centre, PlanForm(inspectors=inspectors, initial=initial))
    form, made = PlanForm(request.POST, inspectors=inspectors), []

    def act() -> str:
        made.append(plan(centre=centre, by=request.user, today=today, **form.cleaned_data).code)
        return made[0]

    status = attempt_once(request, form, f"inspection of {code}", act)
    if status != 302:
        return shown(request, centre, form, status)
    messages.success(request, _("Planned."))
    return redirect("desk:inspection", code=made[0]) if made else redirect("desk:centre_inspections", code=code)


def shown(request: Request, centre: Centre, form: PlanForm, status: int = 200) -> HttpResponse:
    """Return the page of the form."""
    found = warnings_for(Centre.objects.filter(pk=centre.pk), timezone.localdate()).get(centre.pk, [])
    words = {"centre": centre, "form": form, "warnings": spoken(found)}
    return render(request, "desk/inspections/new.html", words, status=status)
