"""The demonstration: what it holds, that a seed gives it again, that its figures are those of the two reports."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.test import TestCase
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.casework.helping.matching import held_by
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Capability, Centre
from hamdeli.config.demo.making import make
from hamdeli.config.demo.sizes import ILAM, ISFAHAN
from hamdeli.delegation.models import OPEN_STATES, Handover, Mandate, MandateState
from hamdeli.households.models import Household, NameWord, Person
from hamdeli.journal.models import Entry
from hamdeli.journal.sealing import unseal
from hamdeli.journal.verifying import verify
from hamdeli.persian.calendar import year_bounds
from hamdeli.persian.national_code import check
from hamdeli.volunteers.models import Hours, Volunteer
from hamdeli.volunteers.moves import State

SCALE = 0.02
TODAY = date(2026, 11, 22)
NEW_YEAR = datetime(2026, 3, 20, 20, 30, tzinfo=UTC)
FIRST_OF_FARVARDIN = date(2026, 3, 21)


def quiet(stage: str, done: int = 0, total: int = 0) -> None:
    """Tell nothing."""


def test_full_size_is_that_of_the_reports() -> None:
    assert (ISFAHAN.centres, ISFAHAN.delegated, ISFAHAN.waiting, ISFAHAN.files) == (421, 16_061, 6_424, 22_485)
    assert ILAM.centres == 65
    assert ISFAHAN.places == round(1.10 * 22_485)


class TestRecords(TestCase):
    """One demonstration for all of these: making it takes longer than asking it."""

    @classmethod
    def setUpTestData(cls) -> None:
        make(seed=5, scale=SCALE, today=TODAY, tell=quiet)

    def test_the_counts_are_exact(self) -> None:
        for size in (ISFAHAN.scaled(SCALE), ILAM.scaled(SCALE)):
            files = CaseFile.objects.filter(province__code=size.province)
            assert files.active().count() == size.files
            assert files.waiting().count() == size.waiting
            centres = Centre.objects.filter(province__code=size.province).licensed()
            assert centres.count() == size.centres
            assert centres.aggregate(Sum("capacity"))["capacity__sum"] == pytest.approx(size.places, abs=50)

    def test_as_many_files_were_open_at_the_end_of_last_year_as_today(self) -> None:
        for size in (ISFAHAN.scaled(SCALE), ILAM.scaled(SCALE)):
            mandates = Mandate.objects.filter(case_file__province__code=size.province)
            then = mandates.filter(begun_at__lt=NEW_YEAR).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=NEW_YEAR))
            assert then.count() == size.delegated
            assert mandates.open().count() == size.delegated

    def test_the_delegated_files_grew_year_by_year(self) -> None:
        def standing_at(year: int) -> int:
            end = datetime.combine(year_bounds(year)[1], datetime.max.time(), UTC)
            standing = Q(ended_at__isnull=True) | Q(ended_at__gt=end)
            return Mandate.objects.filter(standing, begun_at__lte=end).count()

        counts = [standing_at(year) for year in (1401, 1402, 1403, 1404)]
        assert counts == sorted(set(counts))

    def test_no_centre_carries_more_than_it_can_nor_before_it_opened(self) -> None:
        load = Count("mandates", filter=Q(mandates__state__in=OPEN_STATES))
        assert not Centre.objects.annotate(load=load).filter(load__gt=F("capacity")).exists()
        early = Mandate.objects.filter(begun_at__date__lt=F("centre__opened_on"))
        assert not list(early.values_list("centre__code", "begun_at", "centre__opened_on", "centre__capacity"))

    def test_the_carrier_of_a_file_is_that_of_its_open_mandate(self) -> None:
        assert not Mandate.objects.open().exclude(case_file__centre=F("centre")).exists()
        assert CaseFile.objects.exclude(centre=None).count() == Mandate.objects.open().count()
        assert not Mandate.objects.filter(begun_at__gt=timezone.now()).exists()

    def test_history_is_in_order(self) -> None:
        assert not Mandate.objects.filter(ended_at__lt=F("begun_at")).exists()
        assert not Mandate.objects.filter(answered_at__lt=F("begun_at")).exists()
        assert not Mandate.objects.filter(case_file__opened_on__gt=F("begun_at__date")).exists()
        assert not Mandate.objects.filter(follows__isnull=False).exclude(follows__ended_at=F("begun_at")).exists()
        assert not Mandate.objects.filter(
            state__in=[MandateState.RETURNED, MandateState.RECALLED], checklist={}
        ).exists()
        ends = set(Mandate.objects.values_list("state", flat=True))
        assert ends >= {MandateState.ACCEPTED, MandateState.OFFERED, MandateState.DECLINED, MandateState.TRANSFERRED}

    def test_waiting_files_were_opened_this_year(self) -> None:
        assert not CaseFile.objects.waiting().filter(opened_on__lt=FIRST_OF_FARVARDIN).exists()
        assert not CaseFile.objects.filter(opened_on__gt=TODAY).exists()

    def test_the_only_centre_for_social_work_is_in_ilam_and_new(self) -> None:
        (only,) = Capability.objects.filter(speciality="social_work").select_related("centre__province")
        assert (only.centre.province.code, only.centre.kind) == ("16", "specialised")
        assert only.centre.opened_on is not None
        assert only.centre.opened_on >= FIRST_OF_FARVARDIN

    def test_national_codes_are_valid_and_sealed(self) -> None:
        codes = [unseal(sealed) for sealed in Person.objects.values_list("national_code_sealed", flat=True) if sealed]
        assert len(codes) == Person.objects.count() == len(set(codes))
        assert [check(code) for code in codes] == codes

    def test_families_are_whole(self) -> None:
        households = Household.objects.annotate(
            persons=Count("members"), heads=Count("members", filter=Q(members__kinship="head"))
        )
        assert not households.exclude(persons=F("members_count"), heads=1).exists()
        assert not Person.objects.filter(birth_date__gt=TODAY).exists()
        assert NameWord.objects.count() >= 2 * Person.objects.count()
        doubles = Person.objects.values("household", "given_name").annotate(count=Count("pk")).filter(count__gt=1)
        assert not doubles.exists()

    def test_one_demonstration_user_for_each_role_and_none_with_a_password(self) -> None:
        roles = {post.role for user in User.objects.all() for post in user.posts_now}
        assert roles == set(Role.values)
        assert not any(user.has_usable_password() or not user.demonstration for user in User.objects.all())

    def test_the_centre_head_finds_files_to_answer(self) -> None:
        head = User.objects.get(username="centre-head")
        offered = Mandate.objects.filter(state=MandateState.OFFERED, centre__code=head.posts_now[0].centre_code)
        assert offered.exists()

    def test_the_journal_is_whole_and_tells_of_each_handover_once(self) -> None:
        assert verify().sound
        told = Entry.objects.filter(verb="handed_over")
        assert told.count() == Handover.objects.count()
        digests = {entry.details["digest"] for entry in told}
        assert digests == set(Handover.objects.values_list("digest", flat=True))

    def test_volunteers_stand_in_every_state_and_nobody_passes_the_ceiling(self) -> None:
        assert set(Volunteer.objects.values_list("state", flat=True)) == set(State.values)
        held = held_by(Volunteer.objects.active())
        assert held
        assert not [each for each in Volunteer.objects.active() if held.get(each.user_id, 0) > each.ceiling]
        assert not Hours.objects.filter(confirmed_by=F("volunteer__user")).exists()
        gone = Volunteer.objects.filter(state="left").values("user")
        assert not Post.objects.held_at(timezone.now()).filter(user__in=gone).exists()
        first = Hours.objects.earliest("on").on
        assert (TODAY - first).days > 2 * 365


def records() -> list[Any]:
    """What a seed must give again: everything but keys, nonces and the clock."""
    files = CaseFile.objects.order_by("code").values_list(
        "code", "county__code", "centre__code", "need", "cause", "priority", "opened_on", "household__latitude"
    )
    persons = Person.objects.order_by("household__case_file__code", "given_name")
    people = persons.values_list("given_name", "family_name", "birth_date", "national_code_index")
    centres = Centre.objects.order_by("code").values_list("code", "name", "capacity", "latitude", "opened_on", "kind")
    mandates = Mandate.objects.order_by("case_file__code", "begun_at", "pk")
    history = mandates.values_list("case_file__code", "centre__code", "state", "begun_at", "ended_at", "reason")
    return [list(files), list(people), list(centres), list(history)]


class Undo(Exception):
    """Raised to take a demonstration back."""


@pytest.mark.django_db
def test_a_seed_gives_the_same_records_again_and_another_seed_others() -> None:
    runs = [made_and_undone(seed) for seed in (5, 5, 6)]
    assert runs[0] == runs[1]
    assert all(first != other for first, other in zip(runs[0], runs[2], strict=True))


def made_and_undone(seed: int) -> list[Any]:
    """Make a demonstration, read its records, and take it back."""
    try:
        with transaction.atomic():
            make(seed=seed, scale=0.004, today=TODAY, tell=quiet)
            found = records()
            raise Undo
    except Undo:
        return found


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 3, 21), date(2026, 3, 22), date(2027, 3, 20), date(2025, 3, 20)])
def test_it_can_be_made_on_any_day_of_the_year(today: date) -> None:
    make(seed=3, scale=0.004, today=today, tell=quiet)
    assert not CaseFile.objects.filter(opened_on__gt=today).exists()
    assert Mandate.objects.open().count() == sum(size.scaled(0.004).delegated for size in (ISFAHAN, ILAM))
