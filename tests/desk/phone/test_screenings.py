"""A screening from a phone: the same record as from the desk, and nothing of it where it may not be."""

from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.models import RestrictedNote, Screening, Submission, Task
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.syncing.kept import body_of
from hamdeli.journal.chain import digest_of
from hamdeli.journal.models import Entry
from hamdeli.questionnaires.loading import load_defaults
from tests.casework.screening.making import CALM, VIOLENT, WORRIED, edition
from tests.desk.phone.making import loose, planned, send
from tests.support.cast import Cast


@pytest.fixture
def code(cast: Cast) -> str:
    load_defaults(at=timezone.now())
    return planned(cast).case_file.code


def filled(cast: Cast, code: str, answers: dict[str, Any], number: int = 1, **body: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "edition": edition("social-harms").pk,
        "answers": answers,
        "done_on": timezone.localdate().isoformat(),
    }
    return loose(cast.worker, "screening", code, number, **values | body)


def test_a_phone_takes_the_questions_along_and_nothing_that_was_answered(cast: Cast, code: str, sign_in: Any) -> None:
    send(sign_in(cast.worker), filled(cast, code, VIOLENT))
    told = sign_in(cast.worker).get("/phone/worklist/")
    (asked,) = told.json()["screenings"].values()
    assert [each["title"]["en"] for each in asked] == ["A child at risk", "Screening of social harms"]
    assert told.json()["members"][code] == [{"person": Screening.objects.get().case_file.household.members.get().pk,
                                             "name": "مرضیه"}]  # fmt: skip
    text = told.content.decode()
    for secret in ("QSECRETWISH", '"levels"', '"signs"', '"score"', '"bands"', "violence or fear"):
        assert secret not in text


def test_a_screening_raises_its_tasks_once_however_often_it_comes(cast: Cast, code: str, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    replies = [send(client, filled(cast, code, WORRIED)).json()["state"] for _ in range(3)]
    made = Screening.objects.get()
    assert (replies, made.level, made.restricted, made.made_by) == (["stored"] * 3, made.level, False, cast.worker)
    assert Task.objects.filter(source="screening", source_id=made.pk).exists()
    assert body_of(Submission.objects.get()) == {}


def test_of_a_restricted_screening_neither_journal_nor_form_tell_the_family(
    cast: Cast, code: str, sign_in: Any
) -> None:
    send(sign_in(cast.worker), filled(cast, code, VIOLENT))
    assert Screening.objects.get().restricted
    assert RestrictedNote.objects.get().subject == "violence"
    kept = Submission.objects.get()
    assert (kept.state, kept.outcome, body_of(kept)) == ("stored", {}, {})
    told = Entry.objects.filter(verb__in=("received_form", "screened", "wrote"))
    assert all(code not in f"{entry.subject}{entry.details}" for entry in told)
    assert not Task.objects.filter(source="screening").exists()


def test_the_digest_of_a_screening_cannot_be_guessed_from_its_answers(cast: Cast, code: str, sign_in: Any) -> None:
    plain = filled(cast, code, CALM)
    send(sign_in(cast.worker), plain)
    assert Submission.objects.get().digest != digest_of([plain["kind"], code, plain["user"], plain["body"]])


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"extra": {"who": "nobody"}}, "answers"),
        ({"done_on": "2090-01-01"}, "future"),
        ({"person": 10**6}, "other_family"),
        ({"edition": 10**6}, "other_questionnaire"),
    ],
)
def test_what_cannot_be_stored_waits_for_its_author(
    cast: Cast, code: str, sign_in: Any, wrong: dict[str, Any], why: str
) -> None:
    client = sign_in(cast.worker)
    answers = CALM | wrong.pop("extra", {})
    assert send(client, filled(cast, code, answers, **wrong)).json()["fault"] == f"screening.{why}"
    said = ScreeningFault(why).sentence
    assert (Screening.objects.count(), said in client.get("/phone/kept/").content.decode()) == (0, True)


def test_only_its_author_and_named_posts_read_a_kept_screening(cast: Cast, code: str, sign_in: Any) -> None:
    answers = VIOLENT | {"who": "nobody"}
    send(sign_in(cast.worker), filled(cast, code, answers))
    kept = Submission.objects.get(state="kept")
    shown = {
        user.username: "QSECRETWISH" in sign_in(user).get(f"/phone/kept/{kept.pk}/").content.decode()
        for user in (cast.worker, cast.centre_head, cast.county_head)
    }
    assert shown == {"worker": True, "centre-head": False, "county-head": True}


def test_whoever_lost_the_post_screens_nobody(cast: Cast, code: str, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    cast.worker.posts.update(until=cast.worker.posts.get().since)
    assert send(client, filled(cast, code, WORRIED)).json() == {
        "key": "screening-of-one-phone-1",
        "state": "kept",
        "fault": "no_post",
    }
    assert not Screening.objects.exists()
