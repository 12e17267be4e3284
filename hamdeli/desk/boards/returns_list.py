"""The monthly returns of all centres that the reader oversees: who has submitted, the totals, who is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, Sum
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from hamdeli.centres.living.access import overseen
from hamdeli.centres.living.months import Month, months_over, read_month
from hamdeli.centres.living.reporting import label
from hamdeli.centres.models import Centre, CentreQuerySet, Licence, MonthlyReturn
from hamdeli.centres.models.returns import BESIDE, COUNTED
from hamdeli.desk.boards.lists import counties_of, note, require_overseer
from hamdeli.desk.boards.returns import STATES, state_of
from hamdeli.desk.boards.tabs import tabs
from hamdeli.desk.centres.forms import ANY
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place, PlaceQuerySet


class ReturnFilter(forms.Form):
    """Search and filters: the month, and who has submitted."""

    q = forms.CharField(label=_lazy("Name or centre code"), required=False)
    month = forms.ChoiceField(label=_lazy("Month"), required=False)
    state = forms.ChoiceField(
        label=_lazy("Return"),
        required=False,
        choices=[*ANY, ("done", _lazy("submitted")), ("missing", _lazy("not submitted"))],
    )
    county = forms.ModelChoiceField(
        label=_lazy("County"),
        required=False,
        queryset=Place.objects.none(),
        to_field_name="code",
        empty_label=ANY[0][1],
    )

    def __init__(self, *args: Any, counties: PlaceQuerySet, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months = months_over(today)
        spoken = [(month.code, month.spoken(get_language() or "fa")) for month in self.months]
        self.fields["month"] = forms.ChoiceField(label=_lazy("Month"), required=False, choices=spoken)
        chosen = self.fields["county"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = counties

    @property
    def chosen_month(self) -> Month:
        """The month that was asked for: the last that is over, where none was."""
        asked = read_month(self.cleaned_data.get("month", "")) if self.is_valid() else None
        return asked or self.months[0]


@dataclass(frozen=True)
class Totals:
    """What the submitted returns add up to: sums by label, from how many of how many centres."""

    figures: Sequence[tuple[str, int]]
    reported: int
    expected: int


@require_safe
def returns(request: Request) -> HttpResponse:
    """List the centres with their return of a month, and the totals."""
    require_overseer(request.user)
    today = timezone.localdate()
    form = ReturnFilter(request.GET, counties=counties_of(request.user), today=today)
    page = page_by_key(chosen(request, form), request.GET, "code")
    words = {
        "form": form,
        "page": page,
        "rows": told_rows(page.rows, form.chosen_month, today),
        "month": form.chosen_month,
        "spoken": form.chosen_month.spoken(get_language() or "fa"),
        "totals": totals(request, form),
        "tabs": tabs("returns"),
    }
    template = "desk/boards/_returns_list.html" if request.htmx else "desk/boards/returns_list.html"
    return render(request, template, words)


def expected(request: Request, form: ReturnFilter) -> CentreQuerySet:
    """Return the centres from which a return of the month is expected, or came, narrowed by place and name."""
    month = form.chosen_month
    at_work = Q(licence=Licence.ACTIVE) & (Q(opened_on__isnull=True) | Q(opened_on__lte=month.last))
    rows = Centre.objects.filter(overseen(request.user)).filter(at_work | submitted(month))
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        code = to_ascii(asked["q"]).strip().upper()
        rows = rows.filter(Q(code__startswith=code) | Q(name_folded__contains=fold(asked["q"])))
    return rows.filter(county=asked["county"]) if asked["county"] else rows


def chosen(request: Request, form: ReturnFilter) -> CentreQuerySet:
    """Return the centres that the form asks for."""
    rows = expected(request, form).select_related("county")
    wanted = form.cleaned_data.get("state") if form.is_valid() else ""
    if wanted == "missing":
        return rows.exclude(submitted(form.chosen_month))
    return rows.filter(submitted(form.chosen_month)) if wanted else rows


def submitted(month: Month) -> Q:
    """Return the condition that a centre has submitted its return of a month."""
    return Q(Exists(standing(month).filter(centre=OuterRef("pk"))))


def standing(month: Month) -> Any:
    """Return the returns that stand for a month."""
    return MonthlyReturn.objects.standing().filter(year=month.year, month=month.number)


def told_rows(centres: Sequence[Centre], month: Month, today: date) -> list[dict[str, Any]]:
    """Return each centre with its return and its state."""
    sent = {each.centre_id: each for each in standing(month).filter(centre__in=centres)}
    rows = []
    for centre in centres:
        state = state_of(month, centre.pk in sent, today)
        rows.append({"centre": centre, "sent": sent.get(centre.pk), "state": state, "label": STATES[state]})
    return rows


def totals(request: Request, form: ReturnFilter) -> Totals:
    """Add up what was submitted for the month."""
    centres = expected(request, form)
    names = (*COUNTED, *BESIDE)
    summed = standing(form.chosen_month).filter(centre__in=centres.values("pk")).aggregate(**{n: Sum(n) for n in names})
    figures = [(label(name), summed[name] or 0) for name in names]
    return Totals(figures, centres.filter(submitted(form.chosen_month)).count(), centres.count())


@require_safe
def returns_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, with every figure."""
    require_overseer(request.user)
    today = timezone.localdate()
    form = ReturnFilter(request.GET, counties=counties_of(request.user), today=today)
    centres = list(chosen(request, form).order_by("code"))
    names = (*COUNTED, *BESIDE)
    columns = [_("Centre code"), _("Centre"), _("County"), _("Month"), _("Return"), *(label(name) for name in names)]
    note(request, "returns", len(centres))
    return workbook("returns.xlsx", _("Monthly returns"), columns, cells(centres, form.chosen_month, today, names))


def cells(centres: Sequence[Centre], month: Month, today: date, names: Sequence[str]) -> Iterator[list[Any]]:
    """Yield the cells of each centre; those that have not submitted have no figures."""
    spoken = month.spoken(get_language() or "fa")
    for row in told_rows(centres, month, today):
        centre, sent = row["centre"], row["sent"]
        figures = [getattr(sent, name) if sent else None for name in names]
        yield [centre.code, centre.name, centre.county.name, spoken, str(row["label"]), *figures]
