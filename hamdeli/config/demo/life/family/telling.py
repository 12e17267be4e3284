"""The whole story, chapter by chapter, in the order in which it happened."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, State
from hamdeli.config.demo.life.family.beginning import begin, weigh
from hamdeli.config.demo.life.family.giving import give
from hamdeli.config.demo.life.family.noting import check_all, deliver, note_all
from hamdeli.config.demo.life.family.noting import today as set_today
from hamdeli.config.demo.life.family.onward import refer_on
from hamdeli.config.demo.life.family.people import move_in
from hamdeli.config.demo.life.family.planning import plan
from hamdeli.config.demo.life.family.screening import counsel, screen_all
from hamdeli.config.demo.life.family.story import Story
from hamdeli.config.demo.life.family.visiting import visit_often
from hamdeli.delegation.models import Mandate

GROUP = 6
AT_THE_DOOR = 11


def tell_story(
    at: int, files: Sequence[CaseFile], staff: dict[str, User], day: date, heads: Mapping[str, str]
) -> Story:
    """Store the life of the family whose file has the number `at`; `heads` are those of the centres, by the code."""
    file = files[at]
    begun = Mandate.objects.open().get(case_file=file).begun_at
    story = Story(file, staff, timezone.localdate(begun), day)
    others = list(
        CaseFile.objects.filter(centre=file.centre_id, state=State.ACTIVE, worker=story.worker)
        .exclude(pk=file.pk)
        .order_by("opened_on", "pk")[:AT_THE_DOOR]
    )
    move_in(file, day)
    begin(story)
    visits = visit_often(story)
    screen_all(story, visits[0])
    counsel(story, [other for other in others if other.opened_on <= story.day(250)][:GROUP])
    plan(story)
    give(story)
    refer_on(story, heads)
    weigh(story, 400, "county-head")
    weigh(story, 900, "county-head")
    note_all(story)
    check_all(story)
    set_today(story)
    deliver(story, others)
    return story
