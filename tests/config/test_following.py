"""The family of the demonstration that can be followed: every stop of the walk opens, for whom it is meant."""

from datetime import timedelta

from django.test import Client, TestCase, override_settings
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.admission.way import way
from hamdeli.casework.daily.finding import find_texts
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.visiting.deciding import is_sound
from hamdeli.config.demo.making import make
from hamdeli.desk.demo.following import STAGES, head_of_family
from tests.config.test_demo_records import quiet


@override_settings(DEMO=True)
class TestFollowing(TestCase):
    """One demonstration for all of these."""

    @classmethod
    def setUpTestData(cls) -> None:
        make(seed=5, scale=0.004, today=timezone.localdate(), tell=quiet)

    def setUp(self) -> None:
        head = head_of_family()
        assert head is not None
        self.file: CaseFile = head.household.case_file

    def test_every_stop_opens_for_whom_it_is_meant_in_both_languages(self) -> None:
        for language in ("fa", "en"):
            for key in STAGES:
                client = Client(HTTP_HOST="localhost", headers={"accept-language": language})
                reply = client.post("/demo/session/", {"stage": key}, follow=True)
                assert reply.status_code == 200, (key, reply.redirect_chain)
                assert f'<html lang="{language}"' in reply.content.decode(), key

    def test_the_page_of_the_walk_has_a_button_for_every_stop(self) -> None:
        client = Client(HTTP_HOST="localhost")
        assert client.get("/demo/family/").content.decode().count('name="stage"') == len(STAGES)
        assert "/demo/family/" in client.get("/demo/").content.decode()

    def test_it_began_about_three_years_ago_and_every_step_was_done_by_two_people_at_least(self) -> None:
        (admission,) = self.file.admissions.all()
        assert self.file.opened_on < timezone.localdate() - timedelta(days=2 * 365)
        done = [row.done for row in way(admission)]
        assert all(done)
        assert len({each.by.pk for each in done if each}) >= 2
        assert all(each.at <= admission.ended_at for each in done if each and admission.ended_at)

    def test_its_decisions_are_sound_and_its_next_visit_is_today(self) -> None:
        decisions = list(self.file.decisions.filter(visit__isnull=False))
        assert len(decisions) == 7
        assert all(map(is_sound, decisions))
        planned = self.file.visits.get(state=Visit.State.PLANNED)
        assert (planned.planned_on, planned.visitor.username) == (timezone.localdate(), "social-worker")

    def test_what_was_written_is_found_again(self) -> None:
        worker = User.objects.get(username="social-worker")
        found = find_texts(worker, "چرخ خیاطی")
        assert {each.kind for each in found if each.case_file == self.file} >= {"visit"}
