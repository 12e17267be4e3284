"""Having the indicators computed now."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.insight.jobs import ask_to_compute
from hamdeli.journal.once import KeyUsedOtherwise, once


class ComputingForm(forms.Form):
    """Which period; without one, all of the dashboards."""

    year = forms.IntegerField(required=False, min_value=1300, max_value=1500)
    months = forms.IntegerField(required=False, min_value=1, max_value=12)
    idempotency_key = forms.CharField(max_length=64, required=False)


@posted("desk:indicators")
def indicators_computing(request: Request) -> HttpResponse:
    """Ask for the computing, and lead to its progress."""
    require_right(request.user, Right.SEE_FIGURES)
    form = ComputingForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    asked = {name: given[name] for name in ("year", "months") if given.get(name)}
    key = given.get("idempotency_key")

    def act() -> int:
        return ask_to_compute(by=request.user, asked=asked).pk

    try:
        pk = once(key=key, actor=request.user.actor, purpose="compute", body=asked, act=act) if key else act()
    except KeyUsedOtherwise:
        return redirect("desk:indicators")
    return redirect("desk:job", pk=pk)
