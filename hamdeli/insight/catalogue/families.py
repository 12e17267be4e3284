"""Families and persons under support: who they are, and who carries them."""

from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.casework.models import CaseFile, Cause, Coverage, Need, Plan, Visit
from hamdeli.centres.models import Setting
from hamdeli.delegation.models import Mandate
from hamdeli.households.models import Health, Kinship, Person, Sex
from hamdeli.insight.catalogue.centres import CAPACITY, INHABITANTS, WORKERS
from hamdeli.insight.catalogue.files import IN_FILE, of_files, open_at, supported
from hamdeli.insight.catalogue.kinds import Better, Indicator, Part, Shape, Source
from hamdeli.insight.periods import Period
from hamdeli.persian.calendar import months_after

FILES, FAMILIES, PERSONS = "files", "families", "persons"
MONTHS_BETWEEN_VISITS = 6
CHILD = 18
ELDERLY = (
    ("60_74", 60, 75, _("60 to 74 years")),
    ("75_89", 75, 90, _("75 to 89 years")),
    ("90", 90, 0, _("90 years and more")),
)


def open_mandates(period: Period) -> QuerySet[Mandate]:
    """Return the mandates that were open at the end of the period."""
    return Mandate.objects.filter(open_at(period))


def families(period: Period) -> QuerySet[CaseFile]:
    """Return the files of families under support, with the centre that carried them."""
    return of_files(supported(period.until), period, "pk")


def waiting(period: Period) -> QuerySet[CaseFile]:
    """Return the files of families under support that no centre carried."""
    carried = Mandate.objects.filter(open_at(period), case_file=OuterRef("pk"))
    return supported(period.until).filter(~Exists(carried))


def visited(period: Period) -> QuerySet[CaseFile]:
    """Return the files of families that were visited in the last six months of the period."""
    since = months_after(period.until, -MONTHS_BETWEEN_VISITS)
    seen = Visit.objects.filter(case_file=OuterRef("pk"), done_on__gt=since, done_on__lte=period.until)
    return families(period).filter(Exists(seen))


def planned(period: Period) -> QuerySet[CaseFile]:
    """Return the files of families with a plan of empowerment that was open on the last day."""
    plans = Plan.objects.filter(Q(ended_on=None) | Q(ended_on__gt=period.until), case_file=OuterRef("pk"))
    return families(period).filter(Exists(plans.filter(begun_on__lte=period.until)))


def members(period: Period) -> QuerySet[Person]:
    """Return the persons who were members of families under support."""
    there = Person.objects.filter(
        Q(left_on=None) | Q(left_on__gt=period.until), Q(birth_date=None) | Q(birth_date__lte=period.until)
    )
    rows = there.filter(household__case_file__in=supported(period.until))
    return of_files(rows, period, "household__case_file__pk")


def women_heads(period: Period) -> QuerySet[Person]:
    """Return the women who were heads of families under support."""
    return members(period).filter(kinship=Kinship.HEAD, sex=Sex.FEMALE)


def by_age(period: Period) -> QuerySet[Person]:
    """Return the members with `band`: child, one of the bands of the elderly, or nothing."""
    born = {years: months_after(period.until, -12 * years) for years in (CHILD, 60, 75, 90)}
    bands = [When(birth_date__gt=born[CHILD], then=Value("child"))]
    for name, first, _after, _label in reversed(ELDERLY):
        bands.append(When(birth_date__lte=born[first], then=Value(name)))
    return members(period).annotate(band=Case(*bands, default=Value(""), output_field=CharField()))


IN_HOUSEHOLD = {
    "province": "household__case_file__province__code",
    "county": "household__case_file__county__code",
    "centre": "carrier",
}
MANDATES = Source(
    "mandates",
    open_mandates,
    province="case_file__province__code",
    county="case_file__county__code",
    centre="centre__code",
    split="centre__setting",
)
BY_COVERAGE = Source("families_by_coverage", families, **IN_FILE, split="coverage")
BY_NEED = Source("families_by_need", families, **IN_FILE, split="need")
BY_CAUSE = Source("families_by_cause", families, **IN_FILE, split="cause")
WAITING = Source("families_waiting", waiting)
VISITED = Source("families_visited", visited, **IN_FILE)
PLANNED = Source("families_planned", planned, **IN_FILE)
MEMBERS = Source("persons_by_health", members, **IN_HOUSEHOLD, split="health")
BANDS = Source("persons_by_age", by_age, **IN_HOUSEHOLD, split="band")
HEADS = Source("women_heads", women_heads, **IN_HOUSEHOLD)

DELEGATED = Part(MANDATES, _("open mandates"))
SUPPORTED = Part(BY_COVERAGE, _("families under support"))
COVERED = Part(MEMBERS, _("persons in families under support"))
WHOLE_FAMILIES = _("Families under support, counted apart.")
WHOLE_PERSONS = _("Members of families under support, counted apart.")


def family(key: str, label: Any, definition: Any, part: Part, **more: Any) -> Indicator:
    """Return an indicator that counts families."""
    return Indicator(
        key, FAMILIES, label, definition, part, family=True, **{"unit": pgettext_lazy("unit", "families"), **more}
    )


def person(key: str, label: Any, definition: Any, part: Part, **more: Any) -> Indicator:
    """Return an indicator that counts persons."""
    return Indicator(
        key, PERSONS, label, definition, part, family=True, **{"unit": pgettext_lazy("unit", "persons"), **more}
    )


def apart(source: Source, prefix: str, choices: Any, what: Any) -> list[Indicator]:
    """Return an indicator for each choice by which families under support are counted apart."""
    return [
        family(
            f"{prefix}_{value}",
            format_lazy("{whole}: {part}", whole=what, part=label),
            WHOLE_FAMILIES,
            Part(source, label, (value,)),
            whole="families",
        )
        for value, label in choices
    ]


def of_health(value: str, label: Any) -> Indicator:
    """Return the indicator of persons in one state of health."""
    part = Part(MEMBERS, label, (value,))
    spoken = format_lazy("{whole}: {part}", whole=_("Persons covered"), part=label)
    return person(f"persons_{value}", spoken, WHOLE_PERSONS, part, whole="persons")


CARRIED = [
    Indicator(
        *("files_delegated", FILES, _("Files delegated")),
        _("Case files that some centre carries, handed over or accepted, at the end of that day."),
        DELEGATED,
        unit=pgettext_lazy("unit", "files"),
        better=Better.MORE,
    ),
    Indicator(
        *("files_delegated_growth", FILES, _("Growth of files delegated")),
        _("Files delegated on that day against those at the end of the last Solar Hijri year, less one."),
        Part(MANDATES, _("files delegated on that day")),
        Part(MANDATES, _("files delegated at the end of last year"), at_start=True),
        shape=Shape.GROWTH,
        better=Better.MORE,
    ),
    *(
        Indicator(
            f"files_setting_{value}",
            FILES,
            format_lazy("{whole}: {part}", whole=_("Files delegated to centres"), part=label),
            _("Open mandates by where the centre stands; where a family lives is not recorded as urban or rural."),
            Part(MANDATES, label, (value,)),
            unit=pgettext_lazy("unit", "files"),
        )
        for value, label in Setting.choices
    ),
    Indicator(
        *("capacity_used", FILES, _("Capacity in use")),
        _("Files delegated, divided by the places for files at centres at work."),
        DELEGATED,
        Part(CAPACITY, _("places for files at centres at work")),
        shape=Shape.PERCENT,
        version=2,
    ),
    Indicator(
        *("files_per_worker", FILES, _("Files per social worker")),
        _("Files delegated, divided by the social workers that the centres at work have told of."),
        DELEGATED,
        Part(WORKERS, _("social workers of centres at work")),
        shape=Shape.RATIO,
        version=2,
        unit=pgettext_lazy("unit", "files"),
        better=Better.LESS,
    ),
]
SUPPORT = [
    family(
        "families",
        _("Families under support"),
        _("Families whose support had begun and not ended by that day, whoever carries their files."),
        SUPPORTED,
    ),
    *apart(BY_COVERAGE, "families_coverage", Coverage.choices, _("Families under support")),
    family(
        "families_waiting",
        _("Families that no centre carries"),
        _("Families under support whose file was open at no centre on that day."),
        Part(WAITING, _("families under support without a centre")),
        better=Better.LESS,
        whole="families",
    ),
    *apart(BY_NEED, "families_need", Need.choices, _("Main need")),
    *apart(BY_CAUSE, "families_cause", [*Cause.choices, ("", _("not recorded"))], _("Cause of support")),
    family(
        "families_visited",
        _("Families visited within six months"),
        _("Families under support that were visited in the six months before the last day."),
        Part(VISITED, _("families visited within six months")),
        denominator=SUPPORTED,
        shape=Shape.PERCENT,
        better=Better.MORE,
        whole="families",
        unit="",
    ),
    family(
        "families_planned",
        _("Families with a plan"),
        _("Families under support with an open plan of empowerment."),
        Part(PLANNED, _("families with an open plan")),
        denominator=SUPPORTED,
        shape=Shape.PERCENT,
        better=Better.MORE,
        whole="families",
        unit="",
    ),
    family(
        "women_heads",
        _("Families headed by a woman"),
        _("Families under support whose head on that day is a woman."),
        Part(HEADS, _("families headed by a woman")),
        denominator=SUPPORTED,
        shape=Shape.PERCENT,
        whole="families",
        unit="",
    ),
]
PEOPLE = [
    person(
        "persons",
        _("Persons covered"),
        _("Members of families under support on that day."),
        COVERED,
    ),
    *(
        person(
            f"elderly_{name}",
            format_lazy("{whole}: {part}", whole=_("Elderly persons"), part=label),
            _("Members of families under support, by their age in Solar Hijri years on that day."),
            Part(BANDS, label, (name,)),
            whole="persons",
        )
        for name, _first, _after, label in ELDERLY
    ),
    person(
        "children",
        _("Children"),
        _("Members of families under support who are younger than 18 on that day."),
        Part(BANDS, _("persons younger than 18"), ("child",)),
        whole="persons",
    ),
    *(of_health(value, label) for value, label in Health.choices if value != Health.WELL),
    person(
        "persons_share",
        _("Persons covered among the people"),
        _("Members of families under support, divided by the inhabitants of the last census that is known here."),
        COVERED,
        denominator=INHABITANTS,
        shape=Shape.PERCENT,
        unit="",
    ),
]
INDICATORS = [*CARRIED, *SUPPORT, *PEOPLE]
