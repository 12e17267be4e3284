"""The lists over the centres of a county or province: what expires when, whose term ends, which account waits."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.centres.living.access import OVERSEERS, overseen
from hamdeli.centres.living.paper_kinds import CHOICES
from hamdeli.centres.living.rules import NEAR, SOON, nearness
from hamdeli.centres.models import BankAccount, Board, Body, CentrePaper
from hamdeli.desk.boards.papers import told
from hamdeli.desk.boards.tabs import tabs
from hamdeli.desk.centres.forms import ANY
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.places import counties_for
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.iban import masked
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place, PlaceQuerySet

Row = TypeVar("Row", bound=Model)
NEARNESS = [
    ("over", _lazy("over")),
    ("soon", _lazy("ends within 30 days")),
    ("near", _lazy("ends within 90 days")),
    ("far", _lazy("later")),
]


class EndFilter(forms.Form):
    """Search and filters of what ends some day."""

    q = forms.CharField(label=_lazy("Name or centre code"), required=False)
    end = forms.ChoiceField(label=_lazy("End"), required=False, choices=[*ANY, *NEARNESS])
    county = forms.ModelChoiceField(
        label=_lazy("County"),
        required=False,
        queryset=Place.objects.none(),
        to_field_name="code",
        empty_label=ANY[0][1],
    )

    def __init__(self, *args: Any, counties: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["county"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = counties


class PaperFilter(EndFilter):
    """Those of papers."""

    kind = forms.ChoiceField(label=_lazy("Kind of paper"), required=False, choices=[*ANY, *CHOICES])


class BoardFilter(EndFilter):
    """Those of boards."""

    body = forms.ChoiceField(label=_lazy("Board"), required=False, choices=[*ANY, *Body.choices])


class AccountFilter(EndFilter):
    """Those of accounts."""

    end = None  # type: ignore[assignment]
    state = forms.ChoiceField(label=_lazy("State"), required=False, choices=[*ANY, *BankAccount.State.choices])


def require_overseer(user: User) -> None:
    """Raise 404 unless the reader oversees centres somewhere."""
    if not any(user.has(right) for right in OVERSEERS):
        raise Http404


def counties_of(user: User) -> PlaceQuerySet:
    """Return the counties whose centres the reader oversees."""
    first, second = (counties_for(user, right) for right in OVERSEERS)
    return first | second


def narrowed(rows: QuerySet[Row], form: forms.Form, *same: str) -> QuerySet[Row]:
    """Return the rows of the centres that the form asks for; `same` are fields that must equal what was chosen."""
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        code = to_ascii(asked["q"]).strip().upper()
        rows = rows.filter(Q(centre__code__startswith=code) | Q(centre__name_folded__contains=fold(asked["q"])))
    if asked["county"]:
        rows = rows.filter(centre__county=asked["county"])
    return rows.filter(**{name: asked[name] for name in same if asked[name]})


def ending(field: str, wanted: str, today: date) -> Q:
    """Return the condition that the day in `field` is as near as `wanted`."""
    soon, near = today + timedelta(days=SOON), today + timedelta(days=NEAR)
    return {
        "over": Q(**{f"{field}__lt": today}),
        "soon": Q(**{f"{field}__gte": today, f"{field}__lte": soon}),
        "near": Q(**{f"{field}__gt": soon, f"{field}__lte": near}),
        "far": Q(**{f"{field}__gt": near}),
    }.get(wanted, Q())


def chosen_papers(request: Request, form: PaperFilter) -> QuerySet[CentrePaper]:
    """Return the papers that expire some day, of the centres that the reader oversees."""
    mine = CentrePaper.objects.current().filter(overseen(request.user, "centre__"), expires_on__isnull=False)
    rows = narrowed(mine.select_related("centre__county"), form, "kind")
    return rows.filter(ending("expires_on", form.cleaned_data.get("end", ""), timezone.localdate()))


@require_safe
def papers_due(request: Request) -> HttpResponse:
    """List what expires when."""
    require_overseer(request.user)
    form = PaperFilter(request.GET, counties=counties_of(request.user))
    page = page_by_key(chosen_papers(request, form), request.GET, "expires_on", "id")
    words = {"form": form, "page": page, "rows": [told(row) for row in page.rows], "tabs": tabs("papers_due")}
    template = "desk/boards/_papers_due.html" if request.htmx else "desk/boards/papers_due.html"
    return render(request, template, words)


@require_safe
def papers_due_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_overseer(request.user)
    form = PaperFilter(request.GET, counties=counties_of(request.user))
    rows = chosen_papers(request, form).order_by("expires_on", "id")
    columns = [
        _("Centre code"),
        _("Centre"),
        _("County"),
        _("Kind of paper"),
        _("Title"),
        _("Number"),
        _("Valid until"),
    ]
    note(request, "papers", rows.count())
    return workbook("papers.xlsx", _("Papers"), columns, paper_cells(rows))


def paper_cells(rows: QuerySet[CentrePaper]) -> Iterator[list[Any]]:
    """Yield the cells of each paper."""
    for row in rows.iterator(500):
        centre, words = row.centre, told(row)
        yield [
            *(centre.code, centre.name, centre.county.name, str(words["label"]), row.title, row.number),
            day(row.expires_on),
        ]


def chosen_boards(request: Request, form: BoardFilter) -> QuerySet[Board]:
    """Return the boards that sit, of the centres that the reader oversees."""
    mine = Board.objects.sitting().filter(overseen(request.user, "centre__"))
    rows = narrowed(mine.select_related("centre__county"), form, "body")
    return rows.filter(ending("until", form.cleaned_data.get("end", ""), timezone.localdate()))


@require_safe
def boards_due(request: Request) -> HttpResponse:
    """List whose term ends when."""
    require_overseer(request.user)
    form = BoardFilter(request.GET, counties=counties_of(request.user))
    page = page_by_key(chosen_boards(request, form), request.GET, "until", "id")
    for row in page.rows:
        row.near = nearness(row.until, timezone.localdate())  # type: ignore[attr-defined]
    words = {"form": form, "page": page, "tabs": tabs("boards_due")}
    template = "desk/boards/_boards_due.html" if request.htmx else "desk/boards/boards_due.html"
    return render(request, template, words)


@require_safe
def boards_due_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_overseer(request.user)
    form = BoardFilter(request.GET, counties=counties_of(request.user))
    rows = chosen_boards(request, form).order_by("until", "id")
    columns = [_("Centre code"), _("Centre"), _("County"), _("Board"), _("Elected on"), _("Term until")]
    note(request, "boards", rows.count())
    return workbook("boards.xlsx", _("Boards"), columns, board_cells(rows))


def board_cells(rows: QuerySet[Board]) -> Iterator[list[Any]]:
    """Yield the cells of each board."""
    for row in rows.iterator(500):
        centre = row.centre
        yield [
            *(centre.code, centre.name, centre.county.name, row.get_body_display()),
            *(day(row.since), day(row.until)),
        ]


def chosen_accounts(request: Request, form: AccountFilter) -> QuerySet[BankAccount]:
    """Return the accounts of the centres that the reader oversees."""
    rows = BankAccount.objects.filter(overseen(request.user, "centre__"))
    return narrowed(rows.select_related("centre__county", "proposed_by"), form, "state")


@require_safe
def accounts_list(request: Request) -> HttpResponse:
    """List the bank accounts, the latest first; the numbers masked."""
    require_overseer(request.user)
    form = AccountFilter(request.GET, counties=counties_of(request.user))
    page = page_by_key(chosen_accounts(request, form), request.GET, "-id")
    for row in page.rows:
        row.masked = masked(row.iban)  # type: ignore[attr-defined]
    words = {"form": form, "page": page, "tabs": tabs("bank_accounts")}
    template = "desk/boards/_accounts.html" if request.htmx else "desk/boards/accounts.html"
    return render(request, template, words)


@require_safe
def accounts_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, the numbers masked."""
    require_overseer(request.user)
    form = AccountFilter(request.GET, counties=counties_of(request.user))
    rows = chosen_accounts(request, form).order_by("-id")
    columns = [_("Centre code"), _("Centre"), _("County"), _("IBAN"), _("Account holder"), _("State")]
    note(request, "accounts", rows.count())
    return workbook("accounts.xlsx", _("Bank accounts"), columns, account_cells(rows))


def account_cells(rows: QuerySet[BankAccount]) -> Iterator[list[Any]]:
    """Yield the cells of each account."""
    for row in rows.iterator(500):
        centre = row.centre
        yield [
            *(centre.code, centre.name, centre.county.name, masked(row.iban), row.holder),
            row.get_state_display(),
        ]


def note(request: Request, what: str, rows: int) -> None:
    """Write down that a list was taken away."""
    write(actor=request.user.actor, verb="exported", kind="centre", subject=what, details={"rows": rows})
