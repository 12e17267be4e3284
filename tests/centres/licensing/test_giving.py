"""A licence is given, once, for days that no other term covers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.giving import give
from hamdeli.centres.models import LicenceMove, LicenceTerm
from hamdeli.journal.models import Entry
from tests.support.cast import Cast, centre

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 21), date(2028, 3, 19)


def given(cast: Cast, **other: Any) -> LicenceTerm:
    asked = {"centre": cast.mehr, "kind": "full", "begins": FIRST, "ends": LAST, "by": cast.participation, "key": "k"}
    return give(**{**asked, **other})


def test_a_licence_has_a_number_a_term_and_an_address_nobody_guesses(cast: Cast) -> None:
    term = given(cast)
    assert (term.number, term.begins, term.ends) == ("10-001/1405/0001", FIRST, LAST)
    assert len(term.token) == 22
    assert cast.mehr.licence == "active"
    move = LicenceMove.objects.get()
    assert (move.act, move.before, move.after, move.by) == ("give", "active", "active", cast.participation)
    assert Entry.objects.filter(verb="licensed", subject="10-001").count() == 1


def test_asked_twice_it_is_given_once(cast: Cast) -> None:
    assert given(cast) == given(cast)
    assert LicenceTerm.objects.count() == 1


def test_the_licence_replaces_the_approval_in_principle_and_begins_the_probation(cast: Cast) -> None:
    new = centre("10-050", cast.kashan, licence="provisional", capacity=25)
    first = given(cast, centre=new, kind="provisional", ends=date(2026, 6, 20), key="a")
    assert new.licence == "provisional"
    assert not new.may_receive
    given(cast, centre=new, begins=date(2026, 5, 1), key="b")
    first.refresh_from_db()
    assert (first.ended_why, new.licence, new.may_receive) == ("replaced", "active", True)
    assert (new.opened_on, new.probation_places, new.ceiling) == (date(2026, 5, 1), 13, 13)
    assert new.probation_until == date(2026, 11, 1)


def test_a_term_that_overlaps_or_runs_backwards_is_refused(cast: Cast) -> None:
    given(cast)
    with pytest.raises(LicenceFault, match="term_overlaps"):
        given(cast, begins=LAST, ends=date(2030, 1, 1), key="b")
    with pytest.raises(LicenceFault, match="term_backwards"):
        given(cast, centre=cast.noor, begins=LAST, ends=FIRST, key="c")
    with pytest.raises(LicenceFault, match="term_too_long"):
        given(cast, centre=cast.noor, ends=LAST + timedelta(days=2), key="d")
    with pytest.raises(IntegrityError):
        LicenceTerm.objects.create(
            centre=cast.mehr, number="x", kind="full", begins=LAST, ends=LAST, given_at=cast.mehr.created_at
        )


def test_nobody_licenses_a_centre_of_their_own_nor_one_that_was_revoked(cast: Cast) -> None:
    with pytest.raises(LicenceFault, match="not_outsider"):
        given(cast, by=cast.centre_head)
    gone = centre("10-050", cast.kashan, licence="revoked")
    with pytest.raises(LicenceFault, match="no_such_move"):
        given(cast, centre=gone)
