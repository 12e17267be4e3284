"""A year of help for the centres of a province: requests, courses, announcements and articles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.centres.models import Centre
from hamdeli.config.demo.network.support_texts import (
    ANNOUNCEMENTS,
    ARTICLES,
    ASKED_BACK,
    BESIDE,
    LESSONS,
    QUESTIONS,
    REPLIES,
    WHY_CLOSED,
)
from hamdeli.config.demo.seeds import Chance, draw
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place
from hamdeli.support.asking import minutes_between
from hamdeli.support.course_text import content_of, parts_of
from hamdeli.support.following import certificate_number
from hamdeli.support.models import (
    Announcement,
    AnnouncementReading,
    Article,
    ArticleReading,
    Course,
    CourseEdition,
    Following,
    HelpMessage,
    HelpRequest,
)
from hamdeli.support.moves import Act, State
from hamdeli.support.working_hours import TARGETS, moment_after

MOST, SHARE = 380, 0.9
"""How many requests in the year: so many for each centre, at most that many."""
DAYS, RECENT = 364, 9
OLD: dict[str, float] = {State.SOLVED: 80, State.CLOSED: 12, State.WITHDRAWN: 4, State.ANSWERED: 4}
LATELY: dict[str, float] = {State.NEW: 22, State.TAKEN: 28, State.WAITING: 14, State.ANSWERED: 36}
OF_LIVELY = (State.NEW, State.WAITING, State.ANSWERED, State.TAKEN)
PATHS: tuple[tuple[State, tuple[State, ...]], ...] = (
    (State.TAKEN, (State.TAKEN, State.WAITING, State.ANSWERED, State.SOLVED, State.CLOSED)),
    (State.WAITING, (State.WAITING,)),
    (State.WITHDRAWN, (State.WITHDRAWN,)),
    (State.ANSWERED, (State.ANSWERED, State.SOLVED, State.CLOSED)),
    (State.SOLVED, (State.SOLVED,)),
    (State.CLOSED, (State.CLOSED,)),
)
"""Step by step, as the table of moves has it: which requests are moved to a state, by where they end."""
HEARD = frozenset({State.WAITING, State.ANSWERED, State.SOLVED, State.CLOSED})
ANSWERED = frozenset({State.ANSWERED, State.SOLVED, State.CLOSED})
URGENCIES = {"1": 12, "2": 58, "3": 30}
COMPLETED, CONFIRMED, JUDGED = 0.55, 0.6, 0.35


@dataclass(frozen=True)
class Helping:
    """The province whose centres are helped: who asks at each centre (keys of users), who answers, and the day."""

    province: Place
    centres: Sequence[Centre]
    askers: Mapping[str, list[int]]
    helpers: Sequence[User]
    today: date
    chance: Chance


def settle_support(
    centres: Sequence[Centre], staff: Mapping[str, User], today: date, chance: Chance, lively: Centre
) -> None:
    """Store it, for the centres of the province of the demonstration's staff."""
    helpers = [staff["supporter"], staff["participation"]]
    helping = Helping(lively.province, centres, askers_of(centres), helpers, today, chance)
    requests = store_requests(helping, lively)
    store_articles(helping, requests)
    store_courses(helping)
    store_announcements(helping)


def askers_of(centres: Sequence[Centre]) -> dict[str, list[int]]:
    """Return the keys of those who hold a post at each centre, by its code."""
    posts = Post.objects.filter(centre_code__in=[centre.code for centre in centres])
    found: dict[str, list[int]] = defaultdict(list)
    for code, user in posts.exclude(role=Role.VOLUNTEER).order_by("pk").values_list("centre_code", "user_id"):
        found[code].append(user)
    return found


def store_requests(helping: Helping, lively: Centre) -> list[HelpRequest]:
    """Store the requests with what was said, and move each the way to where it ends."""
    chance, count = helping.chance, min(MOST, max(24, round(SHARE * len(helping.centres))))
    asking = [centre for centre in helping.centres if helping.askers[centre.code]]
    weights = 1 / (1 + chance.permutation(len(asking))) ** 0.7
    places = chance.choice(len(asking), size=count, p=weights / weights.sum())
    days = sorted((int(DAYS * chance.random() ** 1.3) for _one in range(count)), reverse=True)
    urgencies = draw(chance, URGENCIES, count)
    rows, ends = [], []
    for number, (place, ago, urgency) in enumerate(zip(places, days, urgencies, strict=True)):
        last = number - (count - len(OF_LIVELY))
        centre = lively if last >= 0 or number % 17 == 0 else asking[place]
        end = OF_LIVELY[last] if last >= 0 else State(draw(chance, LATELY if ago < RECENT else OLD, 1)[0])
        rows.append(request_of(helping, centre, ago + 1 if end != State.NEW else min(ago, 2), int(urgency), end))
        ends.append(end)
    HelpRequest.objects.bulk_create(rows)
    for state, reached in PATHS:
        keys = [row.pk for row, end in zip(rows, ends, strict=True) if end in reached]
        HelpRequest.objects.filter(pk__in=keys).update(state=state)
    said = (message for row, end in zip(rows, ends, strict=True) for message in messages_of(helping, row, end))
    HelpMessage.objects.bulk_create(said)
    return [row for row, end in zip(rows, ends, strict=True) if end in ANSWERED]


def request_of(helping: Helping, centre: Centre, ago: int, urgency: int, end: State) -> HelpRequest:
    """Return one request, unsaved, with the times at which it was answered."""
    chance = helping.chance
    question = QUESTIONS[int(len(QUESTIONS) * chance.random() ** 1.4)]
    words = question.words + BESIDE[int(chance.integers(len(BESIDE)))]
    asked = moment_after(local(helping.today - timedelta(days=ago)), int(chance.integers(10, 400)))
    asked = min(asked, local(helping.today))
    target = TARGETS[urgency]
    row = HelpRequest(
        centre=centre,
        topic=question.topic,
        urgency=urgency,
        title=question.title,
        words=words,
        folded=fold(f"{question.title} {words}"),
        asked_by_id=int(chance.choice(helping.askers[centre.code])),
        asked_at=asked,
        first_due=moment_after(asked, target.first),
        solution_due=moment_after(asked, target.solution),
        version=1 if end == State.NEW else 3,
    )
    helper = helping.helpers[int(chance.random() < 0.12)]
    row.taken_by = helper if end not in (State.NEW, State.WITHDRAWN) else None
    now = local(helping.today)
    if end in HEARD:
        row.first_answer_at = min(moment_after(asked, int(1 + target.first * chance.gamma(2, 0.28))), now)
        row.first_answer_minutes = minutes_between(asked, row.first_answer_at)
    if end in ANSWERED and row.first_answer_at:
        later = moment_after(row.first_answer_at, int(target.solution * chance.gamma(1, 0.3)))
        row.solved_at = min(later, now)
        row.solution_minutes = minutes_between(asked, row.solved_at)
    return row


def local(day: date) -> datetime:
    """Return the first minutes of a day by the clock of Iran."""
    return timezone.make_aware(datetime.combine(day, time(0, 1)))


def messages_of(helping: Helping, row: HelpRequest, end: State) -> list[HelpMessage]:
    """Return what was said about one request."""
    said: list[tuple[Act, str, int, datetime]] = []
    helper = row.taken_by_id or helping.helpers[0].pk
    answer = next(each.answer for each in QUESTIONS if each.title == row.title)
    turn = row.asked_at.minute % len(ASKED_BACK)
    if row.first_answer_at and (end == State.WAITING or row.first_answer_at != row.solved_at):
        said.append((Act.ASK_BACK, ASKED_BACK[turn], helper, row.first_answer_at))
    if row.solved_at:
        if said:
            said.append((Act.REPLY, REPLIES[turn], row.asked_by_id, row.first_answer_at or row.solved_at))
        said.append((Act.ANSWER, answer, helper, row.solved_at))
    if end == State.SOLVED and row.solved_at:
        said.append((Act.CONFIRM, "", row.asked_by_id, row.solved_at + timedelta(minutes=40)))
    if end == State.CLOSED and row.solved_at:
        said.append((Act.CLOSE, WHY_CLOSED, helper, row.solved_at + timedelta(days=7)))
    if end == State.WITHDRAWN:
        said.append((Act.WITHDRAW, "", row.asked_by_id, row.asked_at + timedelta(hours=1)))
    now = local(helping.today)
    return [
        HelpMessage(request=row, act=act, words=words, made_by_id=who, made_at=min(at, now))
        for act, words, who, at in said
    ]


def store_articles(helping: Helping, answered: Sequence[HelpRequest]) -> None:
    """Store the articles, where it fits with the request of which each was made, and their readers."""
    by_title = {request.title: request for request in reversed(answered)}
    rows = []
    for place in ARTICLES:
        question = QUESTIONS[place]
        words = f"{question.words}\n\n{question.answer}"
        rows.append(
            Article(
                province=helping.province,
                topic=question.topic,
                title=question.title,
                words=words,
                folded=fold(f"{question.title} {words}"),
                published=True,
                request=by_title.get(question.title),
                made_by=helping.helpers[0],
                made_at=local(helping.today - timedelta(days=int(helping.chance.integers(20, 300)))),
            )
        )
    Article.objects.bulk_create(rows)
    people = sorted({user for users in helping.askers.values() for user in users})
    for number, row in enumerate(rows):
        reached = helping.chance.random(len(people)) < 0.4 / (1 + number)
        readers = [user for user, reads in zip(people, reached, strict=True) if reads]
        opinions = [
            None if said > JUDGED else bool(said < JUDGED * 0.85) for said in helping.chance.random(len(readers))
        ]
        ArticleReading.objects.bulk_create(
            ArticleReading(article=row, user_id=user, useful=opinion, read_at=row.made_at)
            for user, opinion in zip(readers, opinions, strict=True)
        )
        row.readers = len(readers)
    Article.objects.bulk_update(rows, ["readers"])


def store_courses(helping: Helping) -> None:
    """Store the courses, their editions, and who followed them."""
    for number, lesson in enumerate(LESSONS):
        made_at = local(helping.today - timedelta(days=200 - 30 * number))
        until = helping.today + timedelta(days=25 - 40 * number) if lesson.required else None
        written = {"title": lesson.title, "pass_mark": 70}
        course = Course.objects.create(
            province=helping.province,
            audience=lesson.audience,
            text=lesson.text,
            questions=lesson.questions,
            required_until=until,
            made_by=helping.helpers[0],
            made_at=made_at,
            **written,
        )
        parts, content = parts_of(lesson.text), content_of(lesson.questions, 70)
        told = {"published_at": made_at, "published_by": helping.helpers[0], **written}
        edition = CourseEdition.objects.create(course=course, number=1, parts=parts, content=content, **told)
        if lesson.audience != Course.Audience.HEADS:
            store_followings(helping, edition, COMPLETED / (1 + number / 2))


def store_followings(helping: Helping, edition: CourseEdition, share: float) -> None:
    """Store who followed an edition; most of them completed it. The people of the staff have their own way to go."""
    rows, asked = [], helping.chance
    for centre in helping.centres:
        for user in helping.askers[centre.code][:3]:
            if asked.random() > share:
                continue
            began = edition.published_at + timedelta(days=int(asked.integers(1, 70)), hours=9)
            rows.append(
                Following(edition=edition, user_id=user, centre=centre, began_at=began, parts_read=len(edition.parts))
            )
    Following.objects.bulk_create(rows)
    for row in rows:
        row.tries, row.best = 1 + int(asked.random() < 0.2), 50
        if asked.random() < 0.9:
            row.best, row.completed_at, row.certificate = 100, row.began_at, certificate_number(row)
    Following.objects.bulk_update(rows, ["tries", "best", "completed_at", "certificate"])


def store_announcements(helping: Helping) -> None:
    """Store the announcements, and who has confirmed them."""
    for news in sorted(ANNOUNCEMENTS, key=lambda each: -each.ago):
        since = helping.today - timedelta(days=news.ago)
        made = Announcement.objects.create(
            province=helping.province,
            kind=news.kind,
            title=news.title,
            words=news.words,
            folded=fold(f"{news.title} {news.words}"),
            since=since,
            until=since + timedelta(days=news.days),
            must_read=news.must_read,
            made_by=helping.helpers[0],
            made_at=local(since),
        )
        meant = [centre for centre in helping.centres if news.kind in ("", centre.kind) and helping.askers[centre.code]]
        if news.must_read:
            hours = helping.chance.integers(1, max(2, news.ago * 24), len(meant))
            AnnouncementReading.objects.bulk_create(
                AnnouncementReading(
                    announcement=made,
                    user_id=helping.askers[centre.code][-1],
                    centre=centre,
                    read_at=local(since) + timedelta(hours=int(after)),
                )
                for centre, after, said in zip(meant, hours, helping.chance.random(len(meant)), strict=True)
                if said < CONFIRMED
            )
