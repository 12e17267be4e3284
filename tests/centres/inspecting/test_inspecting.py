"""Planned, done, signed: what is refused, and what the database itself refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.centres.inspecting import finding
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.inspecting import inspect
from hamdeli.centres.inspecting.planning import cancel
from hamdeli.centres.inspecting.signing import note_refusal, sign
from hamdeli.centres.living.electing import Nominee, Term, elect
from hamdeli.centres.models import Centre, Finding, FindingMove, Inspection, Signer
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from tests.centres.founding.making import person
from tests.centres.inspecting.making import ANSWERS, done, found, planned, report, today
from tests.support.cast import Cast

DAY = timedelta(days=1)


def refused(code: str, act: Any) -> None:
    """Expect the refusal `code`, and that nothing was stored in the journal."""
    before = Entry.objects.count()
    with pytest.raises(InspectionFault) as fault:
        act()
    assert fault.value.code == code
    assert fault.value.sentence
    assert Entry.objects.count() == before


def test_an_inspection_is_planned_done_and_signed(cast: Cast) -> None:
    row = done(cast)
    assert (row.state, row.most, row.level) == ("done", 100, "model")
    assert row.points == 100 - 6  # some volunteers are not vetted
    signed = sign(inspection=row, by=cast.centre_head, seen_version=row.version, words="agreed")
    assert (signed.state, signed.signer, signed.licence_after) == ("signed", cast.centre_head, "active")
    verbs = Entry.objects.filter(subject="10-001").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["planned_inspection", "inspected", "signed_inspection"]


@pytest.mark.parametrize("way", [("suspended", "revoked"), ("expired",)])
def test_a_centre_that_is_closed_is_not_inspected(cast: Cast, way: tuple[str, ...]) -> None:
    for licence in way:
        Centre.objects.filter(pk=cast.mehr.pk).update(licence=licence)
    refused("licence", lambda: planned(cast))


def test_a_suspended_centre_is_inspected(cast: Cast) -> None:
    Centre.objects.filter(pk=cast.mehr.pk).update(licence="suspended")
    assert planned(cast).licence_before == "suspended"


def test_nobody_inspects_the_own_centre(cast: Cast) -> None:
    refused("belongs", lambda: planned(cast, inspector=cast.centre_head))
    post = Post.objects.create(user=cast.inspector, role="social_worker", place=cast.kashan, centre_code="10-001")
    refused("belongs", lambda: planned(cast))
    post.until = post.since
    post.save()
    refused("belongs", lambda: planned(cast))
    Post.objects.filter(pk=post.pk).update(since=post.since - 800 * DAY, until=post.since - 700 * DAY)
    assert planned(cast)


def test_who_sits_on_the_board_does_not_inspect(cast: Cast) -> None:
    assert planned(cast)
    people = [Nominee(person(at).name, person(at).national_code, person(at).role) for at in range(5)]
    told: dict[str, Any] = {"term": Term(today(), today() + 90 * DAY), "replacing": None, "today": today()}
    board = elect(centre=cast.mehr, body="trustees", members=people, by=cast.centre_head, key="b", **told)
    index = board.members.all()[0].code_index
    Signer.objects.create(user=cast.inspector, code_index=index, since=timezone.now())
    refused("belongs", lambda: planned(cast))


def test_who_came_to_belong_to_it_meanwhile_does_not_write_it_down(cast: Cast) -> None:
    row, told = planned(cast), report()
    Post.objects.create(user=cast.inspector, role="social_worker", place=cast.kashan, centre_code="10-001")
    refused("belongs", lambda: inspect(inspection=row, report=told, by=cast.inspector, today=today(), seen_version=1))


def test_only_inspectors_of_the_place_inspect(cast: Cast) -> None:
    refused("no_inspector", lambda: planned(cast, inspector=cast.other_county_head))
    refused("no_inspector", lambda: planned(cast, inspector=cast.deputy))
    assert planned(cast, inspector=cast.county_head)


def test_days_that_cannot_be_are_refused(cast: Cast) -> None:
    refused("past", lambda: planned(cast, planned_on=today() - DAY))
    refused("too_far", lambda: planned(cast, planned_on=today() + 400 * DAY))
    row = planned(cast)
    for code, day in (("future", today() + DAY), ("past", today() - 90 * DAY)):
        told = report(done_on=day)
        refused(code, lambda told=told: act(cast, row, told))
    Centre.objects.filter(pk=cast.mehr.pk).update(opened_on=today())
    told = report(done_on=today() - DAY)
    refused("before_opening", lambda: act(cast, row, told))


def act(cast: Cast, row: Inspection, told: Any) -> Inspection:
    return inspect(inspection=row, report=told, by=cast.inspector, today=today(), seen_version=row.version)


def test_one_inspection_is_planned_at_a_time(cast: Cast) -> None:
    planned(cast)
    refused("planned_already", lambda: planned(cast))
    with pytest.raises(DatabaseError), transaction.atomic():
        Inspection.objects.create(
            code="I-2", centre=cast.mehr, planned_on=today(), inspector=cast.inspector, licence_before="active",
            made_by=cast.inspector, made_at=cast.mehr.created_at,
        )  # fmt: skip


@pytest.mark.parametrize("answers", [{**ANSWERS, "complete": "outside"}, {**ANSWERS, "drawn": 900}, {"locked": "yes"}])
def test_answers_outside_their_question_are_refused(cast: Cast, answers: Any) -> None:
    row, told = planned(cast), report(answers=answers)
    refused("answers", lambda: act(cast, row, told))
    assert Inspection.objects.get().state == "planned"


def test_another_inspector_does_not_write_it_down(cast: Cast) -> None:
    row, told = planned(cast), report()
    by = cast.county_head
    refused("not_yours", lambda: inspect(inspection=row, report=told, by=by, today=today(), seen_version=1))


def test_two_tabs_do_not_write_it_down_twice(cast: Cast) -> None:
    row, told = planned(cast), report()
    act(cast, row, told)
    refused("moved_on", lambda: act(cast, row, told))
    fresh = Inspection.objects.get()
    with pytest.raises(Conflict):
        sign(inspection=fresh, by=cast.centre_head, seen_version=1)


def test_a_refused_signature_is_noted_and_the_inspection_stands(cast: Cast) -> None:
    row = done(cast)
    refused("words_missing", lambda: note_refusal(inspection=row, by=cast.inspector, seen_version=2, words=" "))
    assert note_refusal(inspection=row, by=cast.inspector, seen_version=2, words="absent").state == "unsigned"
    refused("moved_on", lambda: sign(inspection=row, by=cast.centre_head, seen_version=3))


def test_who_inspected_does_not_sign(cast: Cast) -> None:
    row = done(cast)
    refused("own_signature", lambda: sign(inspection=row, by=cast.inspector, seen_version=2))


def test_a_licence_that_ended_meanwhile_is_said(cast: Cast) -> None:
    row = planned(cast)
    assert row.licence_lost == ""
    for licence in ("suspended", "revoked"):
        Centre.objects.filter(pk=cast.mehr.pk).update(licence=licence)
    told = act(cast, row, report())
    assert told.licence_lost == "revoked"
    signed = sign(inspection=told, by=cast.centre_head, seen_version=told.version)
    Centre.objects.filter(pk=cast.mehr.pk).update(licence="active")
    assert Inspection.objects.get(pk=signed.pk).licence_lost == "revoked"


def test_what_was_inspected_stays(cast: Cast) -> None:
    row = done(cast)
    for change in ({"points": 1}, {"facts": "other"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Inspection.objects.filter(pk=row.pk).update(**change)
    sign(inspection=row, by=cast.centre_head, seen_version=row.version)
    with pytest.raises(DatabaseError), transaction.atomic():
        Inspection.objects.filter(pk=row.pk).update(remarks="later")


def test_cancelling_needs_a_reason(cast: Cast) -> None:
    row = planned(cast)
    refused("words_missing", lambda: cancel(inspection=row, reason="", by=cast.inspector, seen_version=1))
    assert cancel(inspection=row, reason="ill", by=cast.inspector, seen_version=1).state == "cancelled"
    assert planned(cast)


def test_a_finding_is_answered_extended_and_closed(cast: Cast) -> None:
    row = found(cast)
    answered = finding.answer(finding=row, words="done", by=cast.centre_head, seen_version=1)
    later = row.due_on + 5 * DAY
    told: Any = {"by": cast.inspector, "today": today()}
    refused(
        "no_more_time",
        lambda: finding.extend(finding=answered, words="x", due_on=row.due_on, seen_version=2, **told),
    )
    again = finding.extend(finding=answered, words="not enough", due_on=later, seen_version=2, **told)
    assert (again.state, again.due_on) == ("open", later)
    closed = finding.close(finding=again, words="seen", seen_version=3, **told)
    assert (closed.state, closed.closed_on) == ("closed", today())
    assert list(FindingMove.objects.order_by("id").values_list("act", flat=True)) == ["answer", "extend", "close"]
    refused("finding_moved_on", lambda: finding.close(finding=closed, words="x", seen_version=4, **told))
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.filter(pk=row.pk).update(words="other")


def test_an_answer_is_sent_back_and_the_deadline_stays(cast: Cast) -> None:
    row = found(cast)
    refused("finding_moved_on", lambda: finding.send_back(finding=row, words="x", by=cast.inspector, seen_version=1))
    answered = finding.answer(finding=row, words="done", by=cast.centre_head, seen_version=1)
    again = finding.send_back(finding=answered, words="not enough", by=cast.inspector, seen_version=2)
    assert (again.state, again.due_on) == ("open", row.due_on)
    once_more = finding.answer(finding=again, words="now", by=cast.centre_head, seen_version=3)
    assert once_more.state == "answered"


def test_a_deadline_in_the_past_is_refused(cast: Cast) -> None:
    inspection = done(cast)
    for day in (today(), today() - DAY):
        refused("past", lambda day=day: found(cast, inspection, due_on=day))
    refused("too_far", lambda: found(cast, inspection, due_on=today() + 400 * DAY))


def test_findings_come_before_the_signature(cast: Cast) -> None:
    inspection = done(cast)
    sign(inspection=inspection, by=cast.centre_head, seen_version=2)
    refused("findings_closed", lambda: found(cast, inspection))


def test_overdue_is_what_is_open_and_late(cast: Cast) -> None:
    inspection = done(cast)
    late, answered, early = found(cast, inspection), found(cast, inspection), found(cast, inspection)
    Finding.objects.filter(pk__in=[late.pk, answered.pk]).update(due_on=today() - DAY)
    Finding.objects.filter(pk=answered.pk).update(state="answered")
    assert list(finding.overdue(Finding.objects.all(), today())) == [late]
    assert early.due_on > today()
