"""What the demonstration tells beside the mandates: every state of every part is there, and the rules hold for it."""

from datetime import date, timedelta

from django.db.models import Count, F, Q
from django.test import TestCase
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.admission.deciding import approve_decision
from hamdeli.casework.admission.way import way
from hamdeli.casework.daily.finding import find_texts
from hamdeli.casework.models import (
    Admission,
    AidProposal,
    Appeal,
    CaseFile,
    Check,
    Counselling,
    DecisionDraft,
    Delivery,
    Exit,
    FollowUp,
    Goal,
    Onward,
    Plan,
    RestrictedNote,
    Screening,
    State,
    Step,
    Visit,
)
from hamdeli.casework.planning.templates import TEMPLATES
from hamdeli.casework.scoring.waiting import waiting_for
from hamdeli.casework.visiting.deciding import is_sound
from hamdeli.config.demo.making import make
from hamdeli.delegation.models import Mandate, MandateState
from tests.config.test_demo_records import quiet


class TestLives(TestCase):
    """One demonstration for all of these, of today: some deeds are done by the clock."""

    today: date

    @classmethod
    def setUpTestData(cls) -> None:
        cls.today = timezone.localdate()
        make(seed=5, scale=0.02, today=cls.today, tell=quiet)

    def user(self, name: str) -> User:
        return User.objects.get(username=name)

    def test_families_stand_at_every_step_of_admission(self) -> None:
        standing = Admission.objects.filter(ended_at=None, case_file__state=State.ADMISSION)
        assert set(standing.values_list("state", flat=True)) >= {"interview", "form", "household", "documents"}
        assert set(standing.values_list("state", flat=True)) >= {"enquiry", "score", "decision"}
        for admission in standing:
            first_open = next(row.step.key for row in way(admission) if not row.done)
            assert first_open == admission.state, admission

    def test_drafts_wait_and_can_be_signed(self) -> None:
        drafts = list(DecisionDraft.objects.filter(state=DecisionDraft.State.OPEN))
        assert drafts
        head = self.user("county-head")
        decision = approve_decision(draft=drafts[0], approver=head, today=self.today, seen_version=drafts[0].version)
        assert CaseFile.objects.get(pk=decision.case_file_id).state == State.ACTIVE

    def test_the_waiting_list_has_points(self) -> None:
        waiting = waiting_for(self.user("admission-worker"))
        assert waiting.exists()
        assert not waiting.filter(points__lt=0).exists()

    def test_appeals_wait_and_were_answered(self) -> None:
        office = self.user("county-head").posts_now[0].place
        assert Appeal.objects.filter(result="", decision__case_file__county=office).exists()
        own = Q(answered_by=F("decision__author")) | Q(answered_by=F("decision__approver"))
        assert Appeal.objects.exclude(result="").exists()
        assert not Appeal.objects.filter(own).exists()

    def test_those_who_left_are_looked_after(self) -> None:
        assert {"active", "passive"} <= set(Exit.objects.values_list("kind", flat=True))
        late = FollowUp.objects.filter(done_on=None, due_on__lt=self.today)
        assert late.exists() or FollowUp.objects.filter(done_on=None).exists()
        assert FollowUp.objects.filter(done_on__isnull=False).exists()
        assert not FollowUp.objects.filter(done_on__gt=self.today).exists()
        assert Exit.objects.filter(reopened_on__isnull=False, case_file__state=State.ACTIVE).exists()
        closed = Exit.objects.filter(reopened_on=None).exclude(
            case_file__state=State.CLOSED, case_file__closed_on=F("on")
        )
        assert not closed.exists()
        assert Mandate.objects.filter(state=MandateState.CLOSED, case_file__state=State.CLOSED).exists()

    def test_money_referrals_and_lists_stand_in_every_state(self) -> None:
        assert set(AidProposal.objects.values_list("state", flat=True)) == set(AidProposal.State.values)
        states = set(Onward.objects.values_list("state", flat=True))
        assert states >= {"sent", "accepted", "declined", "done"}
        assert set(Delivery.objects.values_list("state", flat=True)) == set(Delivery.State.values)
        assert Delivery.objects.get(state=Delivery.State.APPROVED).on == self.today

    def test_screenings_have_levels_and_some_are_restricted(self) -> None:
        assert set(Screening.objects.values_list("level", flat=True)) >= {"none", "watch", "high", "crisis"}
        assert RestrictedNote.objects.filter(sent_on=None).exists()
        assert not Screening.objects.filter(restricted=True, level="none").exists()
        assert {True, False} == set(Counselling.objects.values_list("group", flat=True))
        sizes = Counselling.objects.annotate(size=Count("case_files"))
        assert not sizes.filter(Q(group=True, size__lt=2) | Q(group=False, size__gt=1)).exists()

    def test_steps_are_those_of_the_templates(self) -> None:
        known = {step.text.fa for template in TEMPLATES.values() for step in template.steps}
        assert set(Step.objects.values_list("title", flat=True)) <= known
        assert not Step.objects.filter(due_on__gt=F("goal__plan__until")).exists()
        assert Plan.objects.annotate(count=Count("goals")).filter(count=2).exists()
        assert (
            not Goal.objects.filter(person__isnull=False)
            .exclude(person__household=F("plan__case_file__household"))
            .exists()
        )

    def test_files_are_checked_every_month(self) -> None:
        assert set(Check.objects.values_list("found", flat=True)) >= {"", "good", "returned"}
        assert not Check.objects.filter(checked_at__gt=timezone.now()).exists()

    def test_decisions_of_visits_are_sound(self) -> None:
        for purpose in Visit.Purpose.values[:4]:
            visits = Visit.objects.filter(state="done", purpose=purpose)[:20]
            assert all(is_sound(decision) for visit in visits for decision in visit.decisions.all()), purpose
        assert not Visit.objects.filter(done_on__gt=self.today).exists()
        assert not Visit.objects.filter(done_on__lt=F("case_file__opened_on")).exists()

    def test_the_texts_of_the_county_are_found(self) -> None:
        found = find_texts(self.user("county-head"), "اجاره")
        assert {each.kind for each in found} & {"visit", "task"}
        assert found[0].on > self.today - timedelta(days=120)
