"""What was done in a period: entries, visits, screenings, counselling, aid, exits; and who helped."""

from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.aiding.kinds import DEFAULTS, Default
from hamdeli.casework.models import Aid, CaseFile, Counselling, Exit, ExitKind, Onward, Screening, State, Visit
from hamdeli.insight.catalogue.families import BY_COVERAGE
from hamdeli.insight.catalogue.files import IN_FILE, OWN_CENTRE, THROUGH_FILE, during, of_files
from hamdeli.insight.catalogue.kinds import Better, Dates, Indicator, Part, Shape, Source
from hamdeli.insight.periods import Period
from hamdeli.persian.digits import is_persian
from hamdeli.volunteers.models import Hours, Volunteer, VolunteerStep
from hamdeli.volunteers.moves import Act
from hamdeli.volunteers.moves import State as VolunteerState

COURSE, DOINGS, AID, HELPERS = "course", "doings", "aid", "helpers"
MINUTES = 60


def entered(period: Period) -> QuerySet[CaseFile]:
    """Return the files that were opened in the period and came under support."""
    left = Exit.objects.filter(case_file=OuterRef("pk"))
    files = CaseFile.objects.filter(Q(state=State.ACTIVE) | Q(Exists(left), state=State.CLOSED))
    return of_files(files.filter(during(period, "opened_on")), period, "pk")


def exits(period: Period) -> QuerySet[Exit]:
    """Return the exits of the period; those that were taken back by opening the file anew are exits too."""
    return Exit.objects.filter(during(period, "on"))


def reopened(period: Period) -> QuerySet[Exit]:
    """Return the exits after which the file was opened anew in the period."""
    return Exit.objects.filter(during(period, "reopened_on"))


def visits(period: Period) -> QuerySet[Visit]:
    """Return the visits of the period, with `on_time`: on the planned day or before it."""
    on_time = Case(When(done_on__lte=F("planned_on"), then=True), default=False, output_field=BooleanField())
    done = Visit.objects.filter(during(period, "done_on"), state=Visit.State.DONE).annotate(on_time=on_time)
    return of_files(done, period)


def screenings(period: Period) -> QuerySet[Screening]:
    """Return the screenings of the period."""
    return of_files(Screening.objects.filter(during(period, "done_on")), period)


def attended(period: Period) -> QuerySet[Any]:
    """Return who took part in counselling: one row for each family in each session of the period."""
    rows = Counselling.case_files.through.objects.filter(during(period, "counselling__held_on"))
    return of_files(rows, period, "casefile")


def given(period: Period) -> QuerySet[Aid]:
    """Return the aid of the period, without what was taken back."""
    return standing(Aid.objects.filter(during(period, "given_on")))


def onward(period: Period) -> QuerySet[Onward]:
    """Return the referrals to specialised centres that were sent in the period."""
    return Onward.objects.filter(made_at__gte=period.dawn, made_at__lt=period.midnight)


def helping(period: Period) -> QuerySet[Volunteer]:
    """Return the volunteers who had begun to help and had not left by the end of the period."""
    begun = VolunteerStep.objects.filter(volunteer=OuterRef("pk"), step=Act.ACTIVATE, on__lte=period.until)
    there = Volunteer.objects.filter(state__in=[VolunteerState.ACTIVE, VolunteerState.LEFT])
    return there.filter(Q(left_on=None) | Q(left_on__gt=period.until), Exists(begun))


def confirmed(period: Period) -> QuerySet[Hours]:
    """Return the confirmed time of volunteers in the period; what was taken back has a row with the minutes less."""
    return Hours.objects.filter(during(period, "on"), confirmed_at__isnull=False)


SENDER = {**THROUGH_FILE, "centre": "sender__code"}
OF_CENTRE = {"province": "centre__province__code", "county": "centre__county__code", "centre": "centre__code"}
OF_HELPER = {name: f"volunteer__{path}" for name, path in OF_CENTRE.items()}
ENTERED = Source("entries", entered, **IN_FILE)
EXITS = Source("exits", exits, **{**THROUGH_FILE, "centre": "centre__code"}, split="reason")
REOPENED = Source("reopened", reopened, **{**THROUGH_FILE, "centre": "centre__code"})
VISITS = Source("visits", visits, **THROUGH_FILE, split="on_time")
SCREENINGS = Source("screenings", screenings, **THROUGH_FILE)
ATTENDED = Source(
    "counselling",
    attended,
    province="casefile__province__code",
    county="casefile__county__code",
    centre="carrier",
    split="counselling__group",
)
GIVEN = Source("aid", given, **OWN_CENTRE, split="kind__code")
WORTH = Source("aid_worth", given, **OWN_CENTRE, split="kind__money", total="worth")
ONWARD = Source("onward", onward, **SENDER, split="speciality")
HELPING = Source("volunteers", helping, **OF_CENTRE, split="grade")
TIME = Source("volunteer_minutes", confirmed, **OF_HELPER, total="minutes")

ACTIVE_REASONS = ("employment", "business", "graduation", "pension")
AT_START = Part(BY_COVERAGE, _("families under support when the period began"), at_start=True)
DONE = Part(VISITS, _("visits done"))


def in_both(kind: Default) -> Any:
    """Return the name of a kind of aid that follows the reader's language."""
    return lazy(lambda: kind.name_fa if is_persian(get_language() or "fa") else kind.name_en, str)()


def flow(key: str, section: str, label: Any, definition: Any, part: Part, **more: Any) -> Indicator:
    """Return an indicator of what happened in a period."""
    return Indicator(key, section, label, definition, part, **{"dates": Dates.FLOW, "family": True, **more})


ENDS = [
    flow(
        *("entries", COURSE, _("Families that came under support")),
        _("Files opened in the period whose families came under support."),
        Part(ENTERED, _("files opened")),
        unit=pgettext_lazy("unit", "families"),
    ),
    flow(
        *("exits", COURSE, _("Exits"), _("Ends of support in the period, whatever the reason.")),
        Part(EXITS, _("exits")),
        unit=pgettext_lazy("unit", "families"),
    ),
    *(
        flow(
            f"exits_{kind}",
            COURSE,
            format_lazy("{whole}: {part}", whole=_("Exits"), part=label),
            _("An active exit stands on its own feet: employment, a business, education and work, a pension."),
            Part(EXITS, label, tuple(r for r in Exit.Reason.values if (r in ACTIVE_REASONS) == (kind == "active"))),
            unit=pgettext_lazy("unit", "families"),
            whole="exits",
            better=Better.MORE if kind == "active" else Better.NEITHER,
        )
        for kind, label in ExitKind.choices
    ),
    *(
        flow(
            f"exit_reason_{reason}",
            COURSE,
            format_lazy("{whole}: {part}", whole=_("Exits because of"), part=label),
            _("Ends of support in the period for this reason."),
            Part(EXITS, label, (reason,)),
            unit=pgettext_lazy("unit", "families"),
            whole="exits",
        )
        for reason, label in Exit.Reason.choices
    ),
    flow(
        *("self_sufficiency", COURSE, _("Self-sufficiency")),
        _("Active exits of the period among the families under support when it began; the law asks for 5% a year."),
        Part(EXITS, _("active exits"), ACTIVE_REASONS),
        denominator=AT_START,
        shape=Shape.PERCENT,
        better=Better.MORE,
        whole="exits",
    ),
    flow(
        *("reopened", COURSE, _("Files opened again"), _("Exits after which the file was opened again in the period.")),
        Part(REOPENED, _("files opened again")),
        unit=pgettext_lazy("unit", "families"),
        better=Better.LESS,
    ),
]
DEEDS = [
    flow(
        *("visits", DOINGS, _("Visits done"), _("Visits to families that were done in the period.")),
        DONE,
        unit=pgettext_lazy("unit", "visits"),
        better=Better.MORE,
    ),
    flow(
        *("visits_on_time", DOINGS, _("Visits on time")),
        _("Visits done on the planned day or before it, among all visits done."),
        Part(VISITS, _("visits on the planned day or before"), (True,)),
        denominator=DONE,
        shape=Shape.PERCENT,
        better=Better.MORE,
        whole="visits",
    ),
    flow(
        *("screenings", DOINGS, _("Screenings"), _("Screenings for social harms that were done in the period.")),
        Part(SCREENINGS, _("screenings")),
        unit=pgettext_lazy("unit", "screenings"),
    ),
    *(
        flow(
            f"counselling_{name}",
            DOINGS,
            label,
            _("Families in sessions of counselling: a session of five families counts five times."),
            Part(ATTENDED, label, (group,)),
            unit=pgettext_lazy("unit", "attendances"),
        )
        for name, group, label in (
            ("individual", False, _("Individual counselling")),
            ("group", True, _("Group counselling")),
        )
    ),
    flow(
        *("onward", DOINGS, _("Referrals to specialised centres")),
        _("Referrals that centres sent to specialised centres in the period."),
        Part(ONWARD, _("referrals sent")),
        unit=pgettext_lazy("unit", "referrals"),
    ),
]
GIFTS = [
    flow(
        *("aid", AID, _("Aid given"), _("How often aid was given in the period, without what was taken back.")),
        Part(GIVEN, _("times that aid was given")),
        unit=pgettext_lazy("unit", "times"),
    ),
    flow(
        *("aid_worth", AID, _("Worth of aid")),
        _("What the aid of the period was worth, in money and in kind, in rials."),
        Part(WORTH, _("rials")),
        unit=pgettext_lazy("unit", "million rials"),
        shape=Shape.PER_UNIT,
        per=1_000_000,
        better=Better.MORE,
    ),
    flow(
        *("aid_in_kind", AID, _("Share of aid in kind")),
        _("The worth of aid in kind in the worth of all aid of the period."),
        Part(WORTH, _("rials in kind"), (False,)),
        denominator=Part(WORTH, _("rials in all")),
        shape=Shape.PERCENT,
        whole="aid_worth",
    ),
]
GIFTS += [
    flow(
        f"aid_kind_{kind.code}",
        AID,
        format_lazy("{whole}: {part}", whole=_("Aid given"), part=in_both(kind)),
        _("How often aid of this kind was given in the period, without what was taken back."),
        Part(GIVEN, in_both(kind), (kind.code,)),
        unit=pgettext_lazy("unit", "times"),
        whole="aid",
    )
    for kind in DEFAULTS
]
PEOPLE = [
    Indicator(
        *("volunteers", HELPERS, _("Volunteers")),
        _("Volunteers who had begun to help and had not left by that day."),
        Part(HELPING, _("volunteers")),
        unit=pgettext_lazy("unit", "volunteers"),
        better=Better.MORE,
    ),
    *(
        Indicator(
            f"volunteers_{grade}",
            HELPERS,
            format_lazy("{whole}: {part}", whole=_("Volunteers"), part=label),
            _("Volunteers by what they may do."),
            Part(HELPING, label, (grade,)),
            unit=pgettext_lazy("unit", "volunteers"),
        )
        for grade, label in Volunteer.Grade.choices
    ),
    Indicator(
        *("volunteer_hours", HELPERS, _("Hours of volunteers")),
        _("Confirmed time that volunteers gave in the period."),
        Part(TIME, _("minutes")),
        unit=pgettext_lazy("unit", "hours"),
        dates=Dates.FLOW,
        shape=Shape.PER_UNIT,
        per=MINUTES,
        better=Better.MORE,
    ),
]
INDICATORS = [*ENDS, *DEEDS, *GIFTS, *PEOPLE]
