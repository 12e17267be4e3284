"""A visit is written down once, with its decision, its tasks and the next visit; what cannot be true is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.casework.models import CaseFile, Decision, OtherForm, Plan, Task, Visit
from hamdeli.casework.visiting.access import decision_of
from hamdeli.casework.visiting.deciding import is_sound, redecide
from hamdeli.casework.visiting.faults import SENTENCES, VisitFault
from hamdeli.casework.visiting.filled import Filled, TaskAsked
from hamdeli.casework.visiting.other_forms import differences, settle_other
from hamdeli.casework.visiting.outcomes import OUTCOMES, REASONS
from hamdeli.casework.visiting.visiting import finish_visit, hand_in
from hamdeli.households.models import Person
from hamdeli.journal.guards import lower_guards
from hamdeli.journal.models import Entry
from tests.casework.visiting.making import FACTS, SEEN, TODAY, done, file_of, planned
from tests.casework.visiting.test_planning import refused
from tests.support.cast import Cast

DAY = timedelta(days=1)
WORDS = ["who", "file", "by", "at", "why", "most", "due", "where", "count", "ceiling", "limit"]
FORM: dict[str, Any] = {name: value for name, value in SEEN.items() if name != "today"}


def test_everything_of_a_visit_is_stored_in_one_act(cast: Cast) -> None:
    visit = planned(cast)
    task = TaskAsked("پیگیری بیمه", cast.centre_head, TODAY + 9 * DAY, urgent=True)
    visit = done(cast, visit, outcome="give_aid", reason="food", note="سبد کالا", tasks=[task])
    decision = Decision.objects.get()
    assert (visit.state, visit.facts, visit.done_on) == ("done", FACTS, TODAY)
    assert (decision.visit, decision.outcome, decision.reason, decision.author) == (
        visit,
        "give_aid",
        "food",
        cast.worker,
    )
    assert decision_of(visit) == decision
    made = Task.objects.get()
    assert (made.owner, made.due_on, made.urgent, made.source, made.source_id) == (
        *(cast.centre_head, TODAY + 9 * DAY, True, "visit", visit.pk),
    )
    assert CaseFile.objects.get().next_visit_on == date(2025, 12, 1)
    told = Entry.objects.get(verb="visited")
    assert (told.subject, told.reason, told.details["digest"]) == ("F-1", "food", decision.digest)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"facts": "  "}, "facts_missing"),
        ({"facts": "x" * 8001}, "text_long"),
        ({"done_on": TODAY + DAY}, "done_ahead"),
        ({"done_on": date(2024, 4, 30)}, "done_before_file"),
        ({"outcome": "client"}, "outcome_of_commission"),
        ({"outcome": "refuse"}, "outcome_of_commission"),
        ({"outcome": ""}, "outcome_unknown"),
        ({"outcome": "tea"}, "outcome_unknown"),
        ({"reason": ""}, "reason_missing"),
        ({"reason": "violence"}, "reason_missing"),
        ({"next_visit_on": TODAY}, "next_not_after"),
        ({"next_visit_on": date(2025, 12, 2)}, "next_late"),
        ({"answers": {"x": "1"}}, "answers_without_form"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(cast: Cast, changed: dict[str, Any], fault: str) -> None:
    visit = planned(cast)
    with refused(fault) as told:
        done(cast, visit, **changed)
    assert told.value.sentence
    assert not Decision.objects.exists()
    visit.refresh_from_db()
    assert visit.state == "planned"


def test_a_visit_before_anybody_was_born_is_refused(cast: Cast) -> None:
    file = file_of(cast)
    Person.objects.update(birth_date=TODAY)
    visit = planned(cast, file)
    with refused("done_before_birth"):
        done(cast, visit, done_on=TODAY - DAY)
    assert done(cast, visit, done_on=TODAY)


def test_tasks_have_owners_with_posts_and_days_after_the_visit(cast: Cast) -> None:
    visit = planned(cast)
    with refused("task_late"):
        done(cast, visit, tasks=[TaskAsked("x", cast.worker, TODAY - DAY)])
    with pytest.raises(DailyFault, match="owner_without_post"):
        done(cast, visit, tasks=[TaskAsked("x", cast.other_centre_head, TODAY)])
    with refused("tasks_many"):
        done(cast, visit, tasks=[TaskAsked("x", cast.worker, TODAY)] * 11)
    assert not Task.objects.exists()


@pytest.mark.parametrize("visitor", ["worker", "volunteer", "enquiring_worker"])
def test_whose_post_ended_this_morning_writes_nothing_down(cast: Cast, visitor: str) -> None:
    who = cast.staff[visitor]
    supervisor: dict[str, Any] = {"supervisor": cast.worker} if visitor == "volunteer" else {}
    visit = planned(cast, visitor=who, by=cast.supervisor, **supervisor)
    assert who.posts_now
    Post.objects.filter(user=who).update(until=timezone.now())
    with refused("no_post"):
        done(cast, visit, by=who)


def test_only_the_visitor_writes_the_visit_down(cast: Cast) -> None:
    visit = planned(cast)
    with refused("visitor_only"):
        done(cast, visit, by=cast.centre_head)
    done(cast, visit)
    with refused("done_already") as told:
        done(cast, visit, by=cast.centre_head, key="mine")
    assert told.value.params["by"] == "worker"
    assert told.value.params["at"]


@pytest.mark.parametrize(("purpose", "outcome"), [(p, o) for p in OUTCOMES for o in REASONS])
def test_the_decision_fits_the_purpose(cast: Cast, purpose: str, outcome: str) -> None:
    state = {"enquiry": "admission", "follow_up": "closed"}.get(purpose, "active")
    closed: dict[str, Any] = {"closed_on": TODAY} if state == "closed" else {}
    file = file_of(cast, centre=cast.mehr if state == "active" else None, state=state, **closed)
    head = cast.enquiring_worker
    visit = planned(cast, file, purpose=purpose, visitor=head, by=head)
    values = {"by": head, "outcome": outcome, "reason": REASONS[outcome][0]}
    if outcome in OUTCOMES[purpose]:
        assert done(cast, visit, **values).state == "done"
        return
    with refused("outcome_unfit"):
        done(cast, visit, **values)


def test_the_next_visit_follows_the_plan_and_may_be_sooner(cast: Cast) -> None:
    file = file_of(cast)
    common = {"made_by": cast.worker, "made_at": timezone.now(), "review_on": TODAY}
    Plan.objects.create(case_file=file, begun_on=TODAY, until=date(2028, 6, 1), visit_months=2, **common)
    done(cast, planned(cast, file))
    assert CaseFile.objects.get().next_visit_on == date(2025, 8, 1)
    done(cast, planned(cast, file, key="second"), outcome="not_met", reason="absent", key="second")
    assert CaseFile.objects.get().next_visit_on == TODAY + 14 * DAY
    done(cast, planned(cast, file, key="third"), next_visit_on=TODAY + 3 * DAY, key="third")
    assert CaseFile.objects.get().next_visit_on == TODAY + 3 * DAY


def test_a_form_that_comes_late_does_not_turn_the_next_visit_back(cast: Cast) -> None:
    file = file_of(cast)
    late, soon = planned(cast, file), planned(cast, file, day=TODAY + DAY)
    done(cast, soon, done_on=TODAY + DAY, today=TODAY + DAY)
    done(cast, late, done_on=TODAY - 20 * DAY)
    assert CaseFile.objects.get().next_visit_on == date(2025, 12, 2)


def test_the_same_form_a_thousand_times_is_one_visit(cast: Cast) -> None:
    visit = planned(cast)
    for number in range(1000):
        key = "one key" if number % 2 else f"tab {number % 10}"
        assert finish_visit(visit=visit, by=cast.worker, key=key, **SEEN).pk == visit.pk
    assert (Visit.objects.count(), Decision.objects.count(), OtherForm.objects.count()) == (1, 1, 0)
    assert Entry.objects.filter(verb="visited").count() == 1


def test_the_same_form_after_sixty_days_and_without_a_post_is_still_the_visit(cast: Cast) -> None:
    visit = done(cast)
    Post.objects.filter(user=cast.worker).update(until=timezone.now())
    assert done(cast, visit, today=TODAY + 60 * DAY).pk == visit.pk
    with refused("no_post"):
        done(cast, visit, key="another", today=TODAY + 60 * DAY)


@pytest.mark.parametrize("key", ["the same key", "another key"])
def test_a_form_that_tells_it_differently_is_kept_beside(cast: Cast, key: str) -> None:
    visit = planned(cast)
    common: dict[str, Any] = {"visit": visit, "by": cast.worker, "today": TODAY}
    first = hand_in(filled=Filled(**FORM), key="the same key", **common)
    assert first.other is None
    for _time in range(3):
        second = hand_in(filled=Filled(**FORM | {"facts": "دیوار ترک دارد"}), key=key, **common)
        assert second.other is not None
    other = OtherForm.objects.get()
    assert differences(second.visit, other) == {"facts": (FACTS, "دیوار ترک دارد")}
    assert "دیوار".encode() not in bytes(other.sealed)
    assert (Visit.objects.get().facts, Decision.objects.count()) == (FACTS, 1)
    assert Entry.objects.filter(verb="visit_told_twice").count() == 1
    with refused("may_not"):
        settle_other(other=other, how="x", by=cast.volunteer)
    with refused("why_missing"):
        settle_other(other=other, how=" ", by=cast.worker)
    assert settle_other(other=other, how="متن نخست درست است", by=cast.centre_head).settled_by == cast.centre_head
    with refused("settled_already"):
        settle_other(other=other, how="x", by=cast.worker)


def test_a_decision_is_replaced_and_never_edited(cast: Cast) -> None:
    visit = done(cast)
    first = Decision.objects.get()
    values: dict[str, Any] = {"outcome": "refer_on", "reason": "health", "note": "پزشک خواست", "by": cast.worker}
    later = {redecide(decision=first, key="k", **values).pk for _time in range(3)}
    second = Decision.objects.latest("pk")
    assert later == {second.pk}
    assert (second.replaces, second.visit, decision_of(visit)) == (first, visit, second)
    with refused("decided_anew_already"):
        redecide(decision=first, key="l", **values)
    for bad, fault in (
        *(({"note": ""}, "why_missing"), ({"outcome": "own"}, "outcome_of_commission")),
        *(({"reason": "violence"}, "reason_missing"), ({"by": cast.enquiring_worker}, "may_not")),
    ):
        with refused(fault):
            redecide(decision=second, key="m", **{**values, **bad})
    assert redecide(decision=second, key="n", **{**values, "by": cast.supervisor}).replaces == second
    assert all(is_sound(decision) for decision in Decision.objects.all())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_visit SET facts = 'x'",
        "DELETE FROM casework_visit",
        "UPDATE casework_decision SET reason = 'x'",
        "DELETE FROM casework_decision",
        "INSERT INTO casework_decision (case_file_id, visit_id, outcome, reason, note, details, digest, decided_at, "
        "author_id, replaces_id) SELECT case_file_id, visit_id, outcome, reason, note, details, digest, decided_at, "
        "author_id, NULL FROM casework_decision",
    ],
)
def test_the_database_itself_keeps_what_was_written(cast: Cast, statement: str) -> None:
    done(cast)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_decision_without_a_visit_that_is_done_is_refused_by_the_database(cast: Cast) -> None:
    visit = planned(cast)
    values = {"outcome": "continue", "reason": "stable", "decided_at": timezone.now(), "author": cast.worker}
    for what in ({"visit": visit}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(case_file=visit.case_file, digest="0" * 64, **values, **what)


def test_a_change_behind_the_back_of_a_decision_is_seen(cast: Cast) -> None:
    done(cast)
    lower_guards(CASEWORK_GUARDS)
    assert is_sound(Decision.objects.get())
    Visit.objects.update(facts="چیز دیگر")
    assert not is_sound(Decision.objects.get())


def test_every_fault_has_its_sentence() -> None:
    for code, sentence in SENTENCES.items():
        words = dict.fromkeys(
            ["who", "file", "by", "at", "why", "most", "due", "where", "count", "ceiling", "limit"], "x"
        )
        assert str(sentence) % words, code
    assert str(VisitFault("done_already", by="x", at="y")) == "done_already {'by': 'x', 'at': 'y'}"
