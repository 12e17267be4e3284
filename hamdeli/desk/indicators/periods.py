"""The chosen period: a Solar Hijri year and how many of its months, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamdeli.desk.requests import Request
from hamdeli.insight.computing import YEARS
from hamdeli.insight.jobs import being_computed
from hamdeli.insight.models import Computation
from hamdeli.insight.periods import MONTHS, Period, period_of, running
from hamdeli.persian.calendar import MONTHS_FA, MONTHS_SOLAR_EN, format_date
from hamdeli.persian.digits import in_language, is_persian, to_ascii


class PeriodForm(forms.Form):
    """Which year, and how many months of it."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int, required=False)
    months = forms.TypedChoiceField(label=gettext_lazy("Until the end of"), coerce=int, required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        now = running(today)
        given = {name: to_ascii(str(data.get(name, ""))) for name in ("year", "months")}
        asked = given if any(given.values()) else {"year": str(now.year), "months": str(now.months)}
        super().__init__(asked)
        language = get_language() or "fa"
        months = MONTHS_FA if is_persian(language) else MONTHS_SOLAR_EN
        years = range(now.year, now.year - 1 - YEARS, -1)
        self.fields["year"].choices = [(year, in_language(year, language)) for year in years]  # type: ignore[attr-defined]
        self.fields["months"].choices = list(enumerate(months, 1))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Chosen:
    """The period of a page, and whether and when it was computed."""

    form: PeriodForm
    period: Period
    made: Computation | None
    today: date
    computing: bool = False
    """Whether figures are being computed at this moment."""

    @property
    def stale(self) -> bool:
        """Whether days have gone by that were not counted."""
        return self.made is not None and self.made.stale(self.today)

    @property
    def query(self) -> str:
        """The period as it stands in an address."""
        return f"year={self.period.year}&months={self.period.months}"

    @property
    def title(self) -> str:
        """The period in words."""
        return title_of(self.period)


def chosen(request: Request) -> Chosen:
    """Return the period that the address asks for; this year so far where it asks for none, or for what is none."""
    today = timezone.localdate()
    form = PeriodForm(request.GET, today=today)
    now = running(today)
    year = months = 0
    if form.is_valid():
        year, months = form.cleaned_data["year"] or now.year, form.cleaned_data["months"] or MONTHS
    if (year, months) > (now.year, now.months):
        months = now.months
    period = period_of(year, months, today) if year else now
    made = Computation.objects.valid().filter(year=period.year, months=period.months).first()
    return Chosen(form, made.period if made else period, made, today, being_computed())


def title_of(period: Period) -> str:
    """Return the period in the reader's words."""
    language = get_language() or "fa"
    year = in_language(period.year, language)
    if period.months == MONTHS:
        return _("the year %(year)s") % {"year": year}
    told = {"year": year, "months": in_language(period.months, language), "day": format_date(period.until, language)}
    return _("the first %(months)s months of %(year)s, up to %(day)s") % told
