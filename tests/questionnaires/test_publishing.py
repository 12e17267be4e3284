"""Editions never change; the defaults load once; a province's own takes the country's place."""

import copy
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.config.guards import GUARDS
from hamdeli.journal.actors import SYSTEM
from hamdeli.journal.chain import digest_of
from hamdeli.journal.changing import Conflict
from hamdeli.journal.guards import lower_guards, raise_guards
from hamdeli.journal.models import Entry
from hamdeli.questionnaires.drafting import save_draft
from hamdeli.questionnaires.loading import load_defaults
from hamdeli.questionnaires.models import Edition, Questionnaire
from hamdeli.questionnaires.publishing import ContentFault, publish, retire
from tests.support.cast import Cast


def published(row: Questionnaire, **how: Any) -> Edition:
    """Publish the draft of `row`."""
    words = {"seen_version": row.version, "by": None, "actor": SYSTEM, "at": timezone.now(), **how}
    return publish(row, **words)


def test_the_defaults_load_once_and_a_second_call_changes_nothing(db: None) -> None:
    assert load_defaults(at=timezone.now()) == 4
    before = list(Questionnaire.objects.order_by("pk").values())
    assert load_defaults(at=timezone.now()) == 0
    assert list(Questionnaire.objects.order_by("pk").values()) == before
    assert {edition.digest for edition in Edition.objects.all()} == {
        digest_of(edition.content) for edition in Edition.objects.all()
    }


def test_a_changed_default_becomes_the_next_edition_and_the_old_one_stays(cast: Cast) -> None:
    load_defaults(at=timezone.now())
    row = Questionnaire.objects.get(code="social-harms")
    first = row.editions.get()
    draft = copy.deepcopy(row.draft)
    draft["sections"][0]["title"]["en"] = "The talk with the family"
    save_draft(row, seen_version=row.version, draft=draft, actor=SYSTEM)
    second = published(Questionnaire.objects.get(pk=row.pk))
    assert (second.number, Edition.objects.get(pk=first.pk).content) == (2, first.content)
    assert published(Questionnaire.objects.get(pk=row.pk)) == second
    assert Entry.objects.filter(verb="published", subject="social-harms").count() == 2
    assert load_defaults(at=timezone.now()) == 1


def test_a_faulty_draft_a_stale_version_and_a_screening_without_levels_are_refused(cast: Cast) -> None:
    load_defaults(at=timezone.now())
    row = Questionnaire.objects.get(code="social-harms")
    with pytest.raises(Conflict):
        published(row, seen_version=row.version + 1)
    for emptied, fault in (("sections", "nothing_asked"), ("levels", "no_levels")):
        row.draft = {**row.draft, emptied: list[Any]()}
        row.save()
        with pytest.raises(ContentFault) as refused:
            published(row)
        assert fault in {found.code for found in refused.value.faults}


def test_publishing_brings_a_retired_one_back(cast: Cast) -> None:
    load_defaults(at=timezone.now())
    row = Questionnaire.objects.get(code="visit-observations")
    retire(row, seen_version=row.version, reason="a mistake", actor=SYSTEM, at=timezone.now())
    row.refresh_from_db()
    assert row.retired_at is not None
    assert published(row).number == 2
    row.refresh_from_db()
    assert row.retired_at is None


def test_the_database_itself_keeps_an_edition(db: None) -> None:
    load_defaults(at=timezone.now())
    raise_guards(GUARDS)
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.update(digest="0" * 64)
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.all().delete()
    finally:
        lower_guards(GUARDS)
