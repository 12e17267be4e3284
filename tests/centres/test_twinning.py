"""Conversions and twins: what the verbs refuse, and what the database refuses to everybody."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.roles import Role
from hamdeli.casework.onward.converting import convert_due
from hamdeli.casework.onward.finding import nearest
from hamdeli.centres.models import Capability, Centre, Conversion, Kind, Twin
from hamdeli.centres.twinning.converting import Wish, approve, propose, refuse, withdraw
from hamdeli.centres.twinning.faults import TwinningFault
from hamdeli.centres.twinning.pairing import Terms, end, set_ceiling, twin
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from tests.insight.test_specialities import referral
from tests.support.cast import Cast, case_file, centre, user

TODAY = timezone.localdate()
WISH = Wish("education", "add", "many pupils", TODAY, people=2, training="a course of forty hours")
TERMS = Terms("means", "share what is there", ["goods", "people"], TODAY, TODAY + timedelta(days=365))


def proposed(cast: Cast, **changes: Any) -> Conversion:
    return propose(centre=cast.mehr, wish=replace(WISH, **changes), by=cast.county_head, today=TODAY)


def approved(cast: Cast, row: Conversion, accepted: int = 0) -> Conversion:
    return approve(conversion=row, by=cast.participation, today=TODAY, accepted=accepted, seen_version=row.version)


def specialities(cast: Cast) -> list[str]:
    return sorted(cast.mehr.capabilities.values_list("speciality", flat=True))


def test_the_registry_follows_an_approved_conversion(cast: Cast) -> None:
    row = approved(cast, proposed(cast, becomes=Kind.SPECIALISED))
    assert row.state == Conversion.State.IN_FORCE
    assert specialities(cast) == ["education", "health"]
    cast.mehr.refresh_from_db()
    assert cast.mehr.kind == Kind.SPECIALISED
    verbs = Entry.objects.filter(subject_kind="conversion").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["proposed_conversion", "conversion_approved", "converted_centre"]


def test_a_centre_without_a_licence_in_force_is_not_converted(cast: Cast) -> None:
    row = proposed(cast)
    Centre.objects.filter(pk=cast.mehr.pk).update(licence="suspended")
    with pytest.raises(TwinningFault, match="unlicensed"):
        approved(cast, row)
    cast.mehr.refresh_from_db()
    with pytest.raises(TwinningFault, match="unlicensed"):
        proposed(cast, speciality="employment")


def test_a_later_day_is_waited_for(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = approved(cast, proposed(cast, starts_on=TODAY + timedelta(days=3)))
    assert (row.state, specialities(cast), convert_due()) == (Conversion.State.APPROVED, ["health"], 0)
    later = TODAY + timedelta(days=3)
    monkeypatch.setattr("hamdeli.casework.onward.converting.timezone.localdate", lambda *_: later)
    assert (convert_due(), convert_due()) == (1, 0)
    assert specialities(cast) == ["education", "health"]


def test_no_speciality_is_given_up_while_families_are_in_its_care(cast: Cast) -> None:
    referral(case_file("F-1", cast.kashan, need="health", centre=cast.noor), cast.mehr, cast.worker)
    row = proposed(cast, speciality="health", change="remove")
    with pytest.raises(TwinningFault, match="referrals_open"):
        approved(cast, row, accepted=1)
    assert specialities(cast) == ["health"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "  "}, "words_missing"),
        ({"people": 0}, "training_missing"),
        ({"training": " "}, "training_missing"),
        ({"starts_on": TODAY - timedelta(days=1)}, "no_such_day"),
        ({"starts_on": date(2090, 1, 1)}, "no_such_day"),
        ({"speciality": "health"}, "has_it"),
        ({"change": "remove"}, "lacks_it"),
        ({"speciality": "health", "change": "remove", "becomes": Kind.SPECIALISED}, "kind_unfit"),
    ],
)
def test_an_unsound_wish_is_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(TwinningFault, match=code):
        proposed(cast, **changes)
    assert not Conversion.objects.exists()


def test_each_acts_in_the_own_part_alone(cast: Cast) -> None:
    for who in (cast.participation, cast.other_county_head, cast.stranger):
        with pytest.raises(TwinningFault, match="may_not"):
            propose(centre=cast.mehr, wish=WISH, by=who, today=TODAY)
    row = proposed(cast)
    with pytest.raises(TwinningFault, match="open_already"):
        proposed(cast)
    with pytest.raises(TwinningFault, match="may_not"):
        refuse(conversion=row, by=cast.county_head, answer="no", seen_version=1)
    with pytest.raises(TwinningFault, match="words_missing"):
        refuse(conversion=row, by=cast.participation, answer=" ", seen_version=1)
    withdraw(conversion=row, by=cast.county_head, seen_version=1)
    with pytest.raises(Conflict):
        approve(conversion=row, by=cast.participation, today=TODAY, accepted=0, seen_version=1)
    with pytest.raises(TwinningFault, match="moved_on"):
        approve(conversion=row, by=cast.participation, today=TODAY, accepted=0, seen_version=2)


def pair(cast: Cast, other: Any = None, by: Any = None, **changes: Any) -> Twin:
    terms = replace(TERMS, **changes)
    supported = other or cast.noor
    return twin(supporting=cast.mehr, supported=supported, terms=terms, by=by or cast.participation, today=TODAY)


def test_a_pair_stands_once_and_is_ended_with_a_reason(cast: Cast) -> None:
    made = pair(cast)
    with pytest.raises(TwinningFault, match="twins_already"):
        twin(supporting=cast.noor, supported=cast.mehr, terms=TERMS, by=cast.participation, today=TODAY)
    with pytest.raises(TwinningFault, match="words_missing"):
        end(pair=made, why=" ", by=cast.participation, today=TODAY, seen_version=1)
    end(pair=made, why="both stand alone", by=cast.participation, today=TODAY, seen_version=1)
    with pytest.raises(TwinningFault, match="ended_already"):
        end(pair=made, why="again", by=cast.participation, today=TODAY, seen_version=2)
    assert pair(cast).pk != made.pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"purpose": " "}, "words_missing"),
        ({"shares": []}, "nothing_shared"),
        ({"shares": ["secrets"]}, "nothing_shared"),
        ({"until": TODAY + timedelta(days=3)}, "span_unfit"),
        ({"since": TODAY - timedelta(days=1)}, "span_unfit"),
    ],
)
def test_unsound_terms_are_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(TwinningFault, match=code):
        pair(cast, **changes)


def test_unfit_centres_are_refused(cast: Cast) -> None:
    with pytest.raises(TwinningFault, match="same_centre"):
        pair(cast, cast.mehr)
    with pytest.raises(TwinningFault, match="unlicensed"):
        pair(cast, centre("10-077", cast.kashan, licence="suspended"))
    Capability.objects.all().delete()
    with pytest.raises(TwinningFault, match="not_specialised"):
        pair(cast, tie="speciality")


def test_two_provinces_need_a_licence_in_both(cast: Cast) -> None:
    with pytest.raises(TwinningFault, match="may_not"):
        pair(cast, cast.ilam_centre)
    both = user("both", Role.PARTICIPATION_DEPUTY, cast.isfahan)
    both.posts.create(role=Role.PARTICIPATION_DEPUTY, place=cast.ilam)
    assert pair(cast, cast.ilam_centre, by=both).supported == cast.ilam_centre


def test_no_centre_has_more_twins_than_its_province_allows(cast: Cast) -> None:
    others = [centre(f"10-08{number}", cast.kashan) for number in range(3)]
    set_ceiling(province=cast.isfahan, most=2, by=cast.participation, seen_version=1)
    for other in others[:2]:
        pair(cast, other)
    with pytest.raises(TwinningFault, match="too_many"):
        pair(cast, others[2])
    set_ceiling(province=cast.isfahan, most=3, by=cast.participation, seen_version=2)
    assert pair(cast, others[2])
    with pytest.raises(Conflict):
        set_ceiling(province=cast.isfahan, most=4, by=cast.participation, seen_version=2)


def test_a_twin_is_offered_before_a_nearer_centre(cast: Cast) -> None:
    Capability.objects.bulk_create(
        Capability(centre=each, speciality="education") for each in (cast.noor, cast.natanz_centre)
    )
    file = case_file("F-1", cast.kashan, need="education", centre=cast.mehr)
    assert [found.centre for found in nearest(file, "education")] == [cast.noor, cast.natanz_centre]
    pair(cast, cast.natanz_centre)
    found = nearest(file, "education")
    assert [(each.centre, each.twin) for each in found] == [(cast.natanz_centre, True), (cast.noor, False)]


def refused_by_database(act: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_database_keeps_decisions_and_pairs(cast: Cast) -> None:
    row, made = approved(cast, proposed(cast)), pair(cast)
    refused_by_database(lambda: Conversion.objects.filter(pk=row.pk).update(state="proposed", in_force_at=None))
    refused_by_database(lambda: Conversion.objects.filter(pk=row.pk).update(reason="other"))
    refused_by_database(row.delete)
    refused_by_database(made.delete)
    refused_by_database(lambda: Twin.objects.filter(pk=made.pk).update(supported=cast.natanz_centre))
    for number in range(2):
        pair(cast, centre(f"10-09{number}", cast.kashan))
    last = centre("10-099", cast.kashan)
    values = {"tie": "means", "purpose": "x", "since": TODAY, "until": TERMS.until, "made_at": timezone.now()}
    refused_by_database(
        lambda: Twin.objects.create(supporting=last, supported=cast.mehr, made_by=cast.participation, **values)
    )
    refused_by_database(
        lambda: Twin.objects.create(supporting=cast.mehr, supported=cast.mehr, made_by=cast.participation, **values)
    )
