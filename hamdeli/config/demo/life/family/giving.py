"""What the family received: in kind, and in money by three people; and what waits for the next of the three."""

from datetime import date
from typing import Any

from hamdeli.casework.models import Aid, AidKind, AidProposal
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.family.story import Story
from hamdeli.households.models import Person

MILLION = 1_000_000
IN_KIND = (
    ("food", 12, 9, "کمک‌های مردمی"),
    ("winter-fuel", 40, 7, "صندوق مرکز"),
    ("school-kit", 65, 4, "پویش مهر"),
    ("food", 160, 9, "کمک‌های مردمی"),
    ("clothes", 300, 6, "خیّر ناشناس"),
    ("food", 420, 10, "کمک‌های مردمی"),
    ("school-kit", 480, 5, "پویش مهر"),
    ("medicine", 660, 3, "صندوق مرکز"),
    ("food", 760, 11, "کمک‌های مردمی"),
)
IN_MONEY = (
    ("rent", 32, 90, "صندوق مرکز"),
    ("loan", 440, 600, "صندوق قرض‌الحسنهٔ مرکز"),
    ("treatment", 700, 25, "خیّر ناشناس"),
)
WAITING: tuple[tuple[str, int, str, str], ...] = (
    ("treatment", 32, "صندوق مرکز", "proposed"),
    ("rent", 60, "کمک‌های مردمی", "approved"),
)
REFUSED = ("cash", 850, 40, "کمک‌های مردمی", "خانواده در این ماه سبد گرفته و درآمدش کافی است.")


def give(story: Story) -> None:
    """Store the aid of three years and what waits today."""
    for code, number, worth, source in IN_KIND:
        store(story, code, worth, source, story.day(number))
    for code, number, worth, source in IN_MONEY:
        pay(story, code, number, worth, source)
    for code, worth, source, state in WAITING:
        propose(story, code, worth, source, state)
    refuse(story)


def common(story: Story, code: str, worth: int, source: str) -> dict[str, Any]:
    """What aid and its proposal have in common."""
    kind = AidKind.objects.get(code=code)
    whose = None
    if code in ("medicine", "treatment"):
        whose = Person.objects.get(household=story.file.household_id, given_name="کبری")
    file = story.file
    return {
        **{"case_file": file, "person": whose, "kind": kind, "worth": worth * MILLION, "source": source},
        "centre_id": file.centre_id,
    }


def store(story: Story, code: str, worth: int, source: str, on: date, **hands: Any) -> Aid:
    """Store one row of aid."""
    return Aid.objects.create(
        **common(story, code, worth, source),
        household_id=story.file.household_id,
        province_id=story.file.province_id,
        county_id=story.file.county_id,
        given_on=on,
        made_at=moment(on, 9),
        author=story.worker,
        **({"giver": story.worker} | hands),
    )


def pay(story: Story, code: str, number: int, worth: int, source: str) -> AidProposal:
    """Money that the worker proposed, the head of the centre approved and the county head handed out."""
    hands = {"approver": story.staff["centre-head"], "giver": story.staff["county-head"]}
    aid = store(story, code, worth, source, story.day(number), **hands)
    return AidProposal.objects.create(
        **common(story, code, worth, source),
        state=AidProposal.State.PAID,
        author=story.worker,
        approver=story.staff["centre-head"],
        aid=aid,
        made_at=story.at(number - 6),
        answered_at=story.at(number - 4),
    )


def propose(story: Story, code: str, worth: int, source: str, state: str) -> AidProposal:
    """A proposal of the last days."""
    answered = state != AidProposal.State.PROPOSED
    return AidProposal.objects.create(
        **common(story, code, worth, source),
        state=state,
        author=story.worker,
        approver=story.staff["centre-head"] if answered else None,
        made_at=story.at(994),
        answered_at=story.at(997) if answered else None,
    )


def refuse(story: Story) -> AidProposal:
    """A proposal that the head of the centre did not approve."""
    code, number, worth, source, why = REFUSED
    return AidProposal.objects.create(
        **common(story, code, worth, source),
        state=AidProposal.State.REFUSED,
        author=story.worker,
        approver=story.staff["centre-head"],
        answer=why,
        made_at=story.at(number),
        answered_at=story.at(number + 3),
    )
