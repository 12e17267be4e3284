"""What is refused about the founding of centres, and why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.accounts.roles import Right, Role
from hamdeli.centres.founding.approving import approve, lapse, lapse_late_foundings, open_centre
from hamdeli.centres.founding.areas import reach_of
from hamdeli.centres.founding.checking import tick
from hamdeli.centres.founding.deciding import endorse, hand_back, refuse, submit, take_up, withdraw
from hamdeli.centres.founding.describing import Named, Premises, describe, house, serve
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.trustees import Person, add, correct, take_out
from hamdeli.centres.licensing.belonging import belongs
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.giving import give
from hamdeli.centres.living.electing import Nominee, Term, elect
from hamdeli.centres.models import BoardMember, Centre, Founding, FoundingCheck, FoundingStep, Signer
from hamdeli.config.guards import GUARDS
from hamdeli.journal.changing import Conflict
from hamdeli.journal.guards import lower_guards, raise_guards
from hamdeli.journal.models import Entry
from tests.centres.founding.making import (
    COUNTY_CODE,
    PROVINCE_CODE,
    TODAY,
    checking,
    code,
    draft,
    endorsed,
    fresh,
    opened,
    person,
    provisional,
    submitted,
    tick_all,
    ticked,
    town,
    who,
    whole,
)
from tests.support.cast import Cast, user

SQUARE = [(33.9, 51.3), (33.9, 51.6), (34.1, 51.6), (34.1, 51.3)]


def refused(verb: Any, **values: Any) -> str:
    """Return the code with which `verb` is refused; its sentence can be said."""
    with pytest.raises(FoundingFault) as caught:
        verb(**values)
    assert "%" not in caught.value.sentence
    return caught.value.code


def joining(founding: Founding, who_is: Person, **more: Any) -> dict[str, Any]:
    return {"founding": founding, "person": who_is, "by": founding.applicant, "today": TODAY, "key": "k", **more}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"national_code": "1234567890"}, "code_unfit"),
        ({"phone": "12"}, "phone_unfit"),
        ({"birth_date": TODAY + timedelta(days=1)}, "birth_ahead"),
        ({"birth_date": date(2010, 1, 1)}, "too_young"),
        ({"birth_date": date(1890, 1, 1)}, "birth_unfit"),
        ({"name": "  "}, "name_missing"),
        ({"local_record": ""}, "words_missing"),
        ({"role": "king"}, "word_unknown"),
        ({"username": "nobody"}, "user_unknown"),
        ({"username": "county-head"}, "approves"),
        ({"username": "participation"}, "approves"),
    ],
)
def test_a_trustee_is_somebody_who_can_be_one(cast: Cast, change: dict[str, Any], code: str) -> None:
    made = draft(cast)
    assert refused(add, **joining(made, replace(person(1), **change))) == code
    assert not made.trustees.exists()


def test_a_person_is_once_in_a_board_and_in_one_board(cast: Cast) -> None:
    submitted(cast)
    other = draft(cast, name="دیگری")
    assert refused(add, **joining(other, person(0))) == "known_elsewhere"
    add(**joining(other, person(11)))
    assert refused(add, **joining(other, replace(person(11), role="member"), key="k2")) == "known_here"
    assert refused(add, **joining(other, person(21), key="k3")) == "role_taken"


def test_two_drafts_with_the_same_person_only_the_first_is_submitted(cast: Cast) -> None:
    first, second = whole(cast), whole(cast, name="دومی")
    submit(**who(first, cast.founder))
    assert refused(submit, **who(second, cast.founder)) == "known_elsewhere"
    withdraw(**who(first, cast.founder))
    assert submit(**who(second, cast.founder)).state == "submitted"


@pytest.mark.parametrize(("count", "done"), [(4, False), (5, True), (7, True)])
def test_five_to_seven_people_found_a_centre(cast: Cast, count: int, done: bool) -> None:
    made = whole(cast, trustees=count)
    if done:
        assert submit(**who(made, cast.founder)).state == "submitted"
    else:
        assert refused(submit, **who(made, cast.founder)) == "incomplete"


def test_an_eighth_trustee_is_refused(cast: Cast) -> None:
    made = whole(cast, trustees=7)
    assert refused(add, **joining(made, replace(person(8), role="member"))) == "too_many"


@pytest.mark.parametrize(
    ("named", "code"),
    [
        (Named(name=""), "name_missing"),
        (Named(name="x", kind="specialised"), "speciality_missing"),
        (Named(name="x", specialities=["magic"]), "word_unknown"),
        (Named(name="x", capacity=0), "capacity_odd"),
        (Named(name="x", capacity=5000), "capacity_odd"),
        (Named(name="x", social_workers=0), "workers_odd"),
        (Named(name="x", capacity=300, social_workers=2), "load_odd"),
    ],
)
def test_what_the_centre_would_be_is_sane(cast: Cast, named: Named, code: str) -> None:
    made = draft(cast)
    told = {"named": named, "by": cast.founder, "seen_version": made.version}
    assert refused(describe, founding=made, **told) == code


@pytest.mark.parametrize(
    ("premises", "code"),
    [
        (Premises(latitude=33.9), "point_half"),
        (Premises(latitude=27.0, longitude=50.0), "point_away"),
        (Premises(latitude=33.51, longitude=51.92), "point_away"),
        (Premises(tenure="cave"), "word_unknown"),
        (Premises(square_metres=0), "metres_odd"),
    ],
)
def test_the_centre_stands_in_its_county(cast: Cast, premises: Premises, code: str) -> None:
    made = draft(cast)
    told = {"premises": premises, "by": cast.founder, "seen_version": made.version}
    assert refused(house, founding=made, **told) == code


@pytest.mark.parametrize(
    ("corners", "code"),
    [
        (SQUARE[:2], "outline_few"),
        ([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]], "outline_crossed"),
        ([(33.9, 51.3), (33.95, 51.35), (34.0, 51.4)], "outline_crossed"),
        ([(33.9 + n / 1000, 51.3 + (n % 7) / 1000) for n in range(60)], "outline_many"),
        ([(27.0, 50.0), *SQUARE[1:]], "outline_away"),
        ([(33.4, 51.3), (33.4, 52.0), (34.1, 52.0), (34.1, 51.3)], "outline_leaves"),
    ],
)
def test_a_drawn_area_is_an_area_of_the_county(cast: Cast, corners: Any, code: str) -> None:
    made = draft(cast)
    told: dict[str, Any] = {"by": cast.founder, "seen_version": made.version}
    assert refused(serve, founding=made, places=[], corners=corners, **told) == code
    assert refused(serve, founding=made, places=[cast.natanz], corners=[], **told) == "place_outside"
    assert fresh(made).outline is None


def test_an_area_that_others_serve_is_shown_with_whom_and_how_many(cast: Cast) -> None:
    first = whole(cast)
    submit(**who(first, cast.founder))
    second = draft(cast, name="دومی")
    serve(founding=second, places=[], corners=SQUARE, by=cast.founder, seen_version=second.version)
    reach = reach_of(fresh(second))
    assert [(each.founding.pk, each.people) for each in reach.overlaps] == [(first.pk, 10_000)]
    assert reach.people == 10_000
    assert {centre.code for centre in reach.standing} == {"10-001", "10-002"}


def test_centres_that_stand_in_a_chosen_settlement_are_named(cast: Cast) -> None:
    made = draft(cast)
    near, far = town(cast), town(cast, 2, latitude=33.5)
    told: dict[str, Any] = {"founding": made, "corners": [], "by": cast.founder}
    serve(places=[near], seen_version=made.version, **told)
    assert {centre.code for centre in reach_of(fresh(made)).standing} == {"10-001", "10-002"}
    serve(places=[far], seen_version=fresh(made).version, **told)
    assert reach_of(fresh(made)).standing == []


def test_a_neighbourhood_is_not_counted_beside_its_town(cast: Cast) -> None:
    made = draft(cast)
    big = town(cast, 1)
    part = town(cast, 2, parent=big, population=4_000)
    serve(founding=made, places=[big, part], corners=[], by=cast.founder, seen_version=made.version)
    assert reach_of(fresh(made)).people == 10_000


def test_two_different_people_approve(cast: Cast) -> None:
    made = endorsed(cast)
    Post.objects.create(user=cast.county_head, role=Role.PARTICIPATION_DEPUTY, place=cast.isfahan)
    tick_all(made, cast.participation, Right.LICENSE)
    assert refused(approve, **who(made, cast.county_head)) == "same_person"
    told = who(made, cast.participation)
    assert refused(approve, **told) == "code_needed"
    assert refused(approve, **told, national_code=code(COUNTY_CODE)) == "same_person"
    assert not Signer.objects.filter(user=cast.participation).exists()
    assert approve(**told, national_code=code(PROVINCE_CODE)).state == "provisional"
    assert refused(lapse, founding=made, today=TODAY) == "not_due"


def test_who_signed_once_is_known_by_the_code(cast: Cast) -> None:
    endorsed(cast)
    other = ticked(cast, start=10, name="دومی")
    told = who(other, cast.county_head)
    assert refused(endorse, **told, national_code=code(5)) == "code_differs"
    assert endorse(**told).state == "endorsed"
    third = draft(cast, name="سومی")
    assert refused(add, **joining(third, replace(person(21), national_code=code(COUNTY_CODE)))) == "approves"


def test_a_founder_does_not_approve(cast: Cast) -> None:
    made = submitted(cast)
    Post.objects.create(user=cast.founder, role=Role.COUNTY_HEAD, place=cast.kashan)
    assert refused(take_up, **who(made, cast.founder)) == "has_part"


def test_a_trustee_by_national_code_does_not_approve(cast: Cast) -> None:
    made = ticked(cast)
    told = who(made, cast.county_head)
    assert refused(endorse, **told, national_code=code(0)) == "has_part"


def test_the_county_head_enters_on_behalf_and_checks(cast: Cast) -> None:
    made = endorsed(cast, by=cast.county_head)
    assert (made.on_behalf, made.state) == (True, "endorsed")


def test_checks_are_ticked_by_their_office_and_all_of_them(cast: Cast) -> None:
    made = checking(cast)
    asked = {check.code: check for check in FoundingCheck.objects.all()}
    told: dict[str, Any] = {"founding": made, "on": TODAY, "note": "دیده شد", "today": TODAY}
    assert refused(tick, check=asked["statute"], by=cast.county_head, **told) == "check_theirs"
    assert refused(tick, check=asked["training"], by=cast.county_head, **told) == "untrained"
    assert refused(tick, check=asked["identity"], by=cast.county_head, **(told | {"note": " "})) == "words_missing"
    tomorrow = told | {"on": TODAY + timedelta(days=1)}
    assert refused(tick, check=asked["identity"], by=cast.county_head, **tomorrow) == "day_ahead"
    tick(check=asked["identity"], by=cast.county_head, **told)
    assert refused(tick, check=asked["identity"], by=cast.county_head, **told) == "ticked_already"
    assert refused(endorse, **who(made, cast.county_head), national_code=code(COUNTY_CODE)) == "checks_open"


def test_a_new_trustee_is_checked_anew(cast: Cast) -> None:
    made = ticked(cast)
    hand_back(**who(made, cast.county_head), missing="نشانی معتمد")
    take_out(trustee=made.trustees.order_by("-pk")[0], by=cast.founder)
    add(**joining(fresh(made), replace(person(9), role="member")))
    assert not made.ticks.exists()


def test_the_centre_opens_between_approval_and_three_months(cast: Cast) -> None:
    made = provisional(cast)
    assert made.open_until is not None
    told = who(made, cast.participation)
    assert made.open_until == date(2026, 8, 20)
    assert refused(open_centre, **told, on=TODAY - timedelta(days=1)) == "open_early"
    assert refused(open_centre, **told, on=TODAY + timedelta(days=1)) == "day_ahead"
    late = told | {"today": made.open_until + timedelta(days=1)}
    assert refused(open_centre, **late, on=made.open_until + timedelta(days=1)) == "open_late"
    assert refused(open_centre, **late, on=TODAY) == "open_late"
    assert open_centre(**(told | {"today": made.open_until}), on=made.open_until).state == "opened"


def test_a_centre_with_an_open_application_gets_its_licence_at_its_opening_alone(cast: Cast, sign_in: Any) -> None:
    made = provisional(cast)
    assert made.centre is not None
    page = sign_in(cast.participation).get(f"/centres/{made.centre.code}/licence/").content.decode()
    assert (f"/foundings/{made.pk}/" in page, "licence/giving/" in page) == (True, False)
    days: dict[str, Any] = {"begins": TODAY, "ends": TODAY + timedelta(days=300)}
    with pytest.raises(LicenceFault, match="founding_open"):
        give(centre=made.centre, kind="full", by=cast.participation, key="past the opening", **days)
    assert open_centre(**who(fresh(made), cast.participation), on=TODAY).state == "opened"


def test_an_approval_that_is_not_used_lapses_with_its_licence(cast: Cast) -> None:
    made = provisional(cast)
    assert lapse_late_foundings() == (1 if date.today() > date(2026, 8, 20) else 0)
    if fresh(made).state == "provisional":
        lapse(founding=made, today=date(2026, 8, 21))
    assert fresh(made).state == "lapsed"
    assert Centre.objects.get(founding=made).licence == "expired"
    again = whole(cast, name="از نو")
    assert submit(**who(again, cast.founder)).state == "submitted"


def test_the_opened_centre_is_licensed_and_led(cast: Cast) -> None:
    leader = user("leader", Role.AUDITOR, cast.country)
    made = whole(cast, trustees=4)
    executive = made.trustees.get(role="executive")
    told: dict[str, Any] = {"by": cast.founder, "today": TODAY, "seen_version": executive.version}
    correct(trustee=executive, person=replace(person(1), username="leader"), **told)
    add(**joining(fresh(made), person(4)))
    submit(**who(made, cast.founder))
    take_up(**who(made, cast.county_head))
    FoundingCheck.objects.update(active=False)
    endorse(**who(made, cast.county_head), national_code=code(COUNTY_CODE))
    approve(**who(made, cast.participation), national_code=code(PROVINCE_CODE))
    made = open_centre(**who(made, cast.participation), on=TODAY)
    centre = Centre.objects.get(founding=made)
    assert (centre.code, centre.licence, centre.opened_on, centre.may_receive) == ("10-004", "active", TODAY, True)
    assert [term.kind for term in centre.terms.order_by("pk")] == ["provisional", "full"]
    assert Post.objects.get(user=leader, role=Role.CENTRE_HEAD).centre_code == centre.code
    sitting = BoardMember.objects.sitting().filter(centre=centre)
    assert set(sitting.values_list("code_index", "seat")) == set(made.trustees.values_list("code_index", "role"))


def test_who_sits_on_a_board_founds_no_other_centre_and_does_not_decide_about_it(cast: Cast) -> None:
    nominees = [Nominee(person(at).name, person(at).national_code, person(at).role) for at in range(5)]
    told: dict[str, Any] = {"term": Term(TODAY, TODAY + timedelta(days=90)), "replacing": None, "today": TODAY}
    elect(centre=cast.noor, body="trustees", members=nominees, by=cast.other_centre_head, key="b", **told)
    assert refused(add, **joining(draft(cast), person(0))) == "known_elsewhere"
    index = BoardMember.objects.filter(centre=cast.noor)[0].code_index
    Signer.objects.create(user=cast.participation, code_index=index, since=timezone.now())
    assert [belongs(cast.participation, centre) for centre in (cast.noor, cast.mehr)] == [True, False]


def test_who_was_faster_is_told(cast: Cast) -> None:
    made = submitted(cast)
    told = who(made, cast.county_head)
    take_up(**told)
    with pytest.raises(Conflict):
        take_up(**told)


def test_a_refusal_says_why(cast: Cast) -> None:
    made = checking(cast)
    told = who(made, cast.county_head)
    assert refused(refuse, **told, why="", note="") == "why_missing"
    assert refused(refuse, **told, why="other", note=" ") == "why_missing"
    assert refuse(**told, why="need", note="").state == "refused"


def test_the_journal_names_no_trustee(cast: Cast) -> None:
    opened(cast)
    told = str(list(Entry.objects.values_list("details", "reason", "subject")))
    assert code(0) not in told
    assert "معتمد" not in told


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE centres_founding SET state = 'opened'",
        "UPDATE centres_founding SET state = 'checking'",
        "UPDATE centres_trustee SET name = 'x'",
        "DELETE FROM centres_trustee",
        "UPDATE centres_foundingstep SET note = 'x'",
        "DELETE FROM centres_foundingstep",
        "DELETE FROM centres_founding",
    ],
)
def test_the_database_refuses_what_the_verbs_would_not_do(cast: Cast, statement: str) -> None:
    made = endorsed(cast)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert fresh(made).state == "endorsed"
    assert FoundingStep.objects.filter(founding=made, note="x").count() == 0
    lower_guards(GUARDS)
    raise_guards(GUARDS)


def test_the_licence_is_not_given_by_a_founder(cast: Cast) -> None:
    made = provisional(cast)
    Post.objects.create(user=cast.founder, role=Role.PARTICIPATION_DEPUTY, place=cast.isfahan)
    with pytest.raises((FoundingFault, LicenceFault)):
        open_centre(**who(made, cast.founder), on=TODAY)
