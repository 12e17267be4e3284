"""Leaving closes everything at once: nothing of it is left half done."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.casework.helping import leaving
from hamdeli.casework.helping.faults import HelpFault
from hamdeli.casework.helping.leaving import leave
from hamdeli.casework.models import CaseFile, Draft, Task, Visit
from hamdeli.casework.visiting.access import planned_for
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from hamdeli.journal.sealing import seal
from hamdeli.journal.verifying import verify
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.models import Volunteer
from tests.casework.helping.test_giving_files import burden, files, given
from tests.support.cast import Cast
from tests.volunteers.making import TODAY, active, applied


def left(cast: Cast, volunteer: Volunteer, **more: Any) -> Any:
    values: dict[str, Any] = {"why": "moved", "by": cast.centre_head, "today": TODAY, "seen_version": volunteer.version}
    return leave(volunteer=volunteer, **values | more)


def busy(cast: Cast) -> Volunteer:
    """Return a volunteer with two families, visits, tasks, a draft."""
    made = active(cast)
    for file in files(cast, 2):
        given(cast, file, made)
        burden(cast, file, made)
    assert made.user is not None
    Draft.objects.create(user=made.user, form="note", subject="F-0", sealed=seal("x"), saved_at=timezone.now())
    return made


def test_leaving_closes_everything(cast: Cast) -> None:
    made = busy(cast)
    handed = left(cast, made)
    made.refresh_from_db()
    assert (handed.files, handed.visits, handed.tasks) == (2, 2, 2)
    assert (made.state, made.left_on, made.left_why) == ("left", TODAY, "moved")
    assert not Post.objects.held_at(timezone.now()).filter(user=made.user).exists()
    assert not CaseFile.objects.filter(aide=made.user).exists()
    assert set(Visit.objects.values_list("visitor", flat=True)) == {cast.worker.pk}
    assert not Visit.objects.filter(supervisor__isnull=False).exists()
    assert set(Task.objects.values_list("owner", flat=True)) == {cast.worker.pk}
    assert not Draft.objects.exists()
    assert Entry.objects.filter(verb="volunteer_left", reason="moved").count() == 1
    assert verify().sound


def test_sessions_end_and_a_phone_gets_nothing_more(cast: Cast) -> None:
    made = busy(cast)
    assert made.user is not None
    browser = Client()
    browser.force_login(made.user)
    assert browser.get("/files/F-0/").status_code == 200
    UserSession.objects.create_from_request(browser.get("/my-help/").wsgi_request)
    assert planned_for(made.user).count() == 2
    assert browser.get("/phone/worklist/").status_code == 200
    left(cast, made)
    assert not UserSession.objects.filter(user=made.user).exists()
    assert browser.get("/files/F-0/").status_code == browser.get("/phone/worklist/").status_code == 302
    assert not planned_for(type(made.user).objects.get(pk=made.user.pk)).exists()
    browser.force_login(made.user)
    assert browser.get("/files/F-0/").status_code == 403
    assert Session.objects.exists()


def test_a_fault_midway_leaves_everything_as_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = busy(cast)

    def broken(*_what: Any, **_more: Any) -> None:
        raise HelpFault("taker_missing", file="F-1")

    monkeypatch.setattr(leaving, "hand_on", broken)
    with pytest.raises(HelpFault):
        left(cast, made)
    made.refresh_from_db()
    assert made.state == "active"
    assert Post.objects.held_at(timezone.now()).filter(user=made.user).exists()
    assert CaseFile.objects.filter(aide=made.user).count() == Draft.objects.count() + 1 == 2
    assert set(Visit.objects.values_list("visitor", flat=True)) == {made.user_id}


def test_another_takes_over(cast: Cast) -> None:
    made = busy(cast)
    for other in (cast.other_centre_head, cast.county_head, made.user):
        with pytest.raises(HelpFault, match="taker_unfit"):
            left(cast, made, successor=other)
    left(cast, made, successor=cast.centre_head)
    assert set(Visit.objects.values_list("visitor", flat=True)) == {cast.centre_head.pk}


def test_a_discreet_family_goes_to_somebody_who_may_know_it(cast: Cast) -> None:
    made = active(cast)
    (file,) = files(cast, discreet=True, keeper=made.user)
    given(cast, file, made)
    with pytest.raises(HelpFault, match="taker_missing"):
        left(cast, made)
    left(cast, made, successor=cast.centre_head)
    file.refresh_from_db()
    assert (file.aide, file.keeper) == (None, cast.centre_head)


def test_what_belongs_to_a_file_that_went_elsewhere_ends(cast: Cast) -> None:
    made = active(cast)
    (file,) = files(cast)
    given(cast, file, made)
    visit, task = burden(cast, file, made)
    CaseFile.objects.filter(pk=file.pk).update(aide=None, centre=cast.natanz_centre)
    left(cast, made)
    visit.refresh_from_db()
    task.refresh_from_db()
    assert visit.state == "cancelled"
    assert visit.cancelled_why
    assert task.done_by == cast.centre_head


def test_an_applicant_may_withdraw(cast: Cast) -> None:
    made = applied(cast)
    with pytest.raises(VolunteerFault, match="why_missing"):
        left(cast, made, why="other")
    assert left(cast, made, why="own").files == 0
    made.refresh_from_db()
    assert made.state == "left"


def test_only_who_leads_ends_it_and_once(cast: Cast) -> None:
    made = active(cast)
    for other in (cast.worker, cast.county_head, made.user):
        with pytest.raises(VolunteerFault, match="may_not"):
            left(cast, made, by=other)
    left(cast, made)
    with pytest.raises(Conflict):
        left(cast, made)
    with pytest.raises((VolunteerFault, HelpFault)):
        left(cast, made, seen_version=made.version + 1)


def test_days_pass(cast: Cast) -> None:
    made = active(cast)
    left(cast, made, today=TODAY + timedelta(days=9))
    made.refresh_from_db()
    assert made.left_on == TODAY + timedelta(days=9)
