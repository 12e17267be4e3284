"""The journal is chained, only appended, and found out when it was changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from hamdeli.config.guards import GUARDS
from hamdeli.journal.actors import Actor
from hamdeli.journal.guards import lower_guards, standing_guards
from hamdeli.journal.models import Entry, Head
from hamdeli.journal.verifying import verify
from hamdeli.journal.writing import record_look, write

pytestmark = pytest.mark.django_db
ALICE = Actor("alice", "support_deputy@10")


def tell(count: int) -> list[Entry]:
    return [
        write(
            actor=ALICE,
            verb="described",
            kind="centre",
            subject=f"10-{number:03}",
            details={"changes": {"سن": [1, 2.5]}},
        )
        for number in range(count)
    ]


def test_a_whole_chain_is_sound() -> None:
    entries = tell(5)
    verdict = verify()
    assert verdict.sound
    assert verdict.entries == entries[-1].number
    assert verdict.head == entries[-1].digest


def test_every_guard_stands_after_migrating() -> None:
    assert {guard.name for guard in GUARDS} <= standing_guards()


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_an_entry(statement: str) -> None:
    tell(2)
    refused = pytest.raises(DatabaseError, match="journal entries are never")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(DatabaseError, match="journal entries are never"), transaction.atomic():
        Entry.objects.all().delete() if "DELETE" in statement else Entry.objects.update(reason="x")
    assert verify().sound


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE journal_entry SET reason = 'x' WHERE number = 3",
        "UPDATE journal_entry SET actor = 'bob' WHERE number = 3",
        "UPDATE journal_entry SET details = '{}' WHERE number = 3",
        "DELETE FROM journal_entry WHERE number = 3",
    ],
)
def test_a_change_behind_the_guards_is_found(fault: str) -> None:
    tell(5)
    lower_guards(GUARDS)
    with connection.cursor() as cursor:
        cursor.execute(fault)
    assert verify().fault == 3


def test_a_cut_tail_is_found_by_the_head_and_by_one_carried_outside() -> None:
    entries = tell(5)
    lower_guards(GUARDS)
    Entry.objects.filter(number__gt=3).delete()
    assert verify().fault == 4
    Head.objects.update(number=3, digest=entries[2].digest)
    assert verify().sound
    assert verify(known_number=5, known_digest=entries[4].digest).fault == 5


def test_a_look_is_one_entry_for_one_page() -> None:
    entry = record_look(actor=ALICE, kind="case_file", subjects=["10-1", "10-2"])
    assert entry is not None
    assert entry.details == {"subjects": ["10-1", "10-2"]}
    assert record_look(actor=ALICE, kind="case_file", subjects=[]) is None
