"""The forms of the pages about bulletins."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamdeli.insight.models.bulletins import Bulletin
from hamdeli.insight.periods import MONTHS, Period
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import in_language
from hamdeli.places.models import Place, PlaceQuerySet

ANY = [("", gettext_lazy("any"))]


class BulletinFilter(forms.Form):
    """Search and filters of the list."""

    q = forms.CharField(label=gettext_lazy("Code or place"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=[*ANY, *Bulletin.State.choices])
    year = forms.CharField(label=gettext_lazy("Year"), required=False, max_length=4)


class NewForm(forms.Form):
    """About which place, and which of the periods that were counted."""

    place = forms.ModelChoiceField(
        label=gettext_lazy("About"), queryset=Place.objects.none(), to_field_name="code", empty_label=None
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Period"),
        help_text=gettext_lazy("Those whose figures were counted. They are counted every night."),
    )

    def __init__(self, *args: Any, places: PlaceQuerySet, periods: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen, period = self.fields["place"], self.fields["period"]
        if isinstance(chosen, forms.ModelChoiceField) and isinstance(period, forms.ChoiceField):
            chosen.queryset = places
            period.choices = [(f"{each.year}-{each.months}", period_words(each)) for each in periods]

    def asked(self) -> dict[str, Any]:
        """Return what was chosen, for the verb."""
        year, months = (int(part) for part in self.cleaned_data["period"].split("-"))
        return {"place": self.cleaned_data["place"], "year": year, "months": months}


class WhyForm(forms.Form):
    """What was wrong with a bulletin."""

    why = forms.CharField(
        label=gettext_lazy("What was wrong"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlainForm(forms.Form):
    """Nothing to fill in."""


def period_words(period: Period) -> str:
    """Return a period as people say it."""
    language = get_language() or "fa"
    told = {"year": in_language(period.year, language), "day": format_date(period.until, language, long=True)}
    if period.months == MONTHS and period.whole_year:
        return _("the year %(year)s") % told
    return _("the year %(year)s up to %(day)s") % told
