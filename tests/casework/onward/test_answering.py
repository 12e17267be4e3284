"""Answers, questions, ends; and what the days bring."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from hamdeli.casework.models import CaseFile, Onward, OnwardMessage
from hamdeli.casework.onward.answering import accept, ask, decline, finish, reply, withdraw
from hamdeli.casework.onward.expiring import Tended, expire_and_remind
from hamdeli.casework.onward.faults import OnwardFault
from hamdeli.journal.models import Entry
from tests.casework.onward.making import TODAY, WEEK, marked, sent
from tests.support.cast import Cast

DAY = timedelta(days=1)


def test_a_referral_is_asked_about_accepted_and_finished(cast: Cast) -> None:
    onward = sent(cast)
    theirs: dict[str, Any] = {"onward": onward, "by": cast.other_centre_head}
    assert ask(**theirs, words="is a child in danger?", today=TODAY).state == "asked"
    answered = reply(onward=onward, by=cast.worker, words="no", today=TODAY + 6 * DAY)
    assert (answered.state, answered.answer_by) == ("sent", TODAY + 9 * DAY)
    accepted = accept(**theirs, today=TODAY + 7 * DAY)
    assert (accepted.state, accepted.answer_by) == ("accepted", TODAY + 67 * DAY)
    done = finish(**theirs, outcome="six sessions; both work again", today=TODAY + 60 * DAY)
    assert (done.state, done.outcome) == ("done", "six sessions; both work again")
    assert done.ended_at is not None
    assert [*OnwardMessage.objects.order_by("pk").values_list("of_receiver", flat=True)] == [True, False]
    verbs = set(Entry.objects.filter(subject="10-901").values_list("verb", flat=True))
    assert {"onward_ask", "onward_reply", "onward_accept", "onward_finish"} <= verbs
    assert CaseFile.objects.get().centre == cast.mehr


def test_declining_needs_a_coded_reason(cast: Cast) -> None:
    onward = sent(cast)
    bads: tuple[tuple[dict[str, Any], str], ...] = (
        ({"reason": ""}, "reason"),
        ({"reason": "tired"}, "reason"),
        ({"reason": "other"}, "words"),
    )
    for bad, code in bads:
        with pytest.raises(OnwardFault, match=f"{code}_missing"):
            decline(onward=onward, by=cast.other_centre_head, today=TODAY, **bad)
    assert decline(onward=onward, by=cast.other_centre_head, reason="too_far", today=TODAY).reason == "too_far"
    with pytest.raises(OnwardFault, match="moved_on"):
        accept(onward=onward, by=cast.other_centre_head, today=TODAY)


def test_the_sender_withdraws_and_the_second_answer_is_told(cast: Cast) -> None:
    onward = sent(cast)
    accept(onward=onward, by=cast.other_centre_head, today=TODAY)
    with pytest.raises(OnwardFault, match="moved_on"):
        withdraw(onward=onward, by=cast.worker, today=TODAY, seen_version=1)
    assert withdraw(onward=onward, by=cast.worker, today=TODAY, seen_version=2).state == "withdrawn"


def test_a_centre_that_lost_its_licence_takes_nobody_up(cast: Cast) -> None:
    onward = sent(cast)
    cast.noor.licence = "suspended"
    cast.noor.save()
    with pytest.raises(OnwardFault, match="unlicensed"):
        accept(onward=onward, by=cast.other_centre_head, today=TODAY)


def test_days_bring_reminders_and_the_end(cast: Cast) -> None:
    onward = sent(cast)
    due = TODAY + WEEK
    assert expire_and_remind(due - 3 * DAY) == Tended(0, 0, 0)
    assert expire_and_remind(due - 2 * DAY) == Tended(0, 1, 0)
    assert expire_and_remind(due - 2 * DAY) == Tended(0, 0, 0)
    assert expire_and_remind(due) == Tended(0, 0, 0)
    with pytest.raises(OnwardFault, match="late"):
        accept(onward=onward, by=cast.other_centre_head, today=due + DAY)
    assert expire_and_remind(due + DAY) == Tended(1, 0, 0)
    assert expire_and_remind(due + DAY) == Tended(0, 0, 0)
    onward.refresh_from_db()
    assert (onward.state, onward.ended_at is not None) == ("expired", True)
    assert Entry.objects.get(verb="onward_expire").actor == "system"


def test_an_outcome_that_is_late_is_recalled_every_week_and_never_expires(cast: Cast) -> None:
    accept(onward=sent(cast), by=cast.other_centre_head, today=TODAY)
    late = TODAY + 61 * DAY
    assert [expire_and_remind(late + days * DAY).reminded for days in (0, 1, 6, 7, 13, 14)] == [1, 0, 0, 1, 0, 1]
    assert Onward.objects.get().state == "accepted"


def test_a_closed_file_takes_its_referrals_along(cast: Cast) -> None:
    file = marked(cast)
    sent(cast, file)
    CaseFile.objects.update(state="closed", closed_on=TODAY, centre=None)
    assert expire_and_remind(TODAY) == Tended(0, 0, 1)
    assert Onward.objects.get().state == "withdrawn"


def test_a_centre_that_is_no_more_leaves_no_referral_waiting(cast: Cast) -> None:
    accept(onward=sent(cast), by=cast.other_centre_head, today=TODAY)
    assert expire_and_remind(TODAY) == Tended(0, 0, 0)
    receiver = type(cast.mehr).objects.filter(pk=Onward.objects.get().receiver_id)
    for licence in ("suspended", "revoked"):
        receiver.update(licence=licence)
    assert expire_and_remind(TODAY) == Tended(0, 0, 1)
    assert Onward.objects.get().state == "withdrawn"


@pytest.mark.django_db(transaction=True)
def test_the_database_keeps_what_was_said(cast: Cast) -> None:
    onward = sent(cast)
    ask(onward=onward, by=cast.other_centre_head, words="when?", today=TODAY)
    for bad in (
        lambda: OnwardMessage.objects.update(words="x"),
        lambda: OnwardMessage.objects.all().delete(),
        lambda: Onward.objects.update(state="declined", ended_at=onward.made_at),
        lambda: Onward.objects.update(state="done", ended_at=onward.made_at),
        lambda: Onward.objects.update(state="expired"),
    ):
        with pytest.raises(Error), transaction.atomic():
            bad()
