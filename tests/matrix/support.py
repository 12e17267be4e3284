"""Pages about help for centres: requests, courses, announcements, knowledge."""

from typing import Any

from hamdeli.casework.vault import keep
from hamdeli.support.moves import Act
from tests.helping_centres.making import announced, article_of, completed_by, course_of, moved, request_of
from tests.matrix import Page, World
from tests.support.cast import Cast

OWN = {"centre_head": 200, "worker": 200}
ASKERS = OWN | {"other_centre_head": 200}
HELPERS = {"supporter": 200, "participation": 200}
ALL = ASKERS | HELPERS
KEY = {"idempotency_key": "0" * 32, "words": "said", "version": "1"}


def prepare(cast: Cast) -> dict[str, Any]:
    one = request_of(cast, digest=keep(b"%PDF-1.4 %%EOF"), content_type="application/pdf")
    answered = moved(request_of(cast), Act.ANSWER, cast.supporter)
    waiting = moved(request_of(cast), Act.ASK_BACK, cast.supporter)
    course = course_of(cast)
    completed = completed_by(cast, course, cast.worker)
    told, article = announced(cast), article_of(cast)
    return {
        **{
            "new": one.pk,
            "answered": answered.pk,
            "waiting": waiting.pk,
            "course": course.pk,
            "version": course.version,
        },
        **{"completed": completed.pk, "told": told.pk, "article": article.pk},
    }


def of(name: str) -> Any:
    return lambda world: {"pk": world[name]}


def part(world: World) -> dict[str, Any]:
    return {"pk": world["course"], "part": 1}


def key(world: World) -> dict[str, Any]:
    return KEY


def act(noun: str, before: str, side: dict[str, int]) -> Page:
    """An act of one side: the first does it, the second saw an older version and is told so."""
    others = dict.fromkeys((*OWN, *HELPERS), 403)
    version = {"new": "1"}.get(before, "2")
    data = KEY | {"version": version}
    return Page(f"desk:help_request_{noun}", others | side, method="POST", args=of(before), data=lambda world: data)


def writing(name: str, thing: str, status: int = 302) -> Page:
    expect = dict.fromkeys(HELPERS, status) | dict.fromkeys(ASKERS, 403)
    return Page(f"desk:{name}", expect, method="POST", args=of(thing), data=key)


def all_get(who: dict[str, int], status: int) -> dict[str, int]:
    return dict.fromkeys(who, status)


BY_CENTRE, BY_SUPPORT = {"centre_head": 302, "worker": 409}, {"participation": 302, "supporter": 409}
GONE = all_get(HELPERS, 302)
"""What the first of them ended, the centres do not see any more, but for who has completed the course."""
PAGES: list[Page] = [
    Page("desk:help_requests", ALL),
    Page("desk:help_requests_export", ALL),
    Page("desk:help_request_new", ASKERS),
    Page("desk:help_request_new", all_get(ASKERS, 422), method="POST", data=key),
    Page("desk:help_counts", HELPERS),
    Page("desk:help_request", OWN | HELPERS, args=of("new")),
    Page("desk:help_request_attachment", OWN | HELPERS, args=of("new")),
    Page(
        "desk:help_request_article",
        all_get(OWN, 403) | all_get(HELPERS, 302),
        method="POST",
        args=of("answered"),
        data=key,
    ),
    act("taking", "new", BY_SUPPORT),
    act("question", "new", BY_SUPPORT),
    act("reply", "waiting", BY_CENTRE),
    act("answer", "new", BY_SUPPORT),
    act("escalation", "new", BY_SUPPORT),
    act("confirmation", "answered", BY_CENTRE),
    act("reopening", "answered", BY_CENTRE),
    act("closure", "answered", BY_SUPPORT),
    act("withdrawal", "new", BY_CENTRE),
    Page("desk:courses", ALL),
    Page("desk:courses_export", ALL),
    Page("desk:course_new", HELPERS),
    Page("desk:course_new", all_get(HELPERS, 422), method="POST", data=key),
    Page("desk:course", ALL, args=of("course")),
    Page("desk:course_draft", HELPERS | all_get(ASKERS, 403), args=of("course")),
    writing("course_draft", "course", 422),
    writing("course_publishing", "course"),
    Page("desk:course_ending", GONE | {"worker": 403}, method="POST", args=of("course"), data=key),
    Page("desk:course_part", all_get(ASKERS, 302) | all_get(HELPERS, 403), method="POST", args=part, data=key),
    Page("desk:course_answers", all_get(ASKERS, 422) | all_get(HELPERS, 403), method="POST", args=of("course")),
    Page("desk:course_completions", HELPERS),
    Page("desk:course_completions_export", HELPERS),
    Page("desk:course_certificate", HELPERS | {"worker": 200}, args=of("completed")),
    Page("desk:announcements", ALL),
    Page("desk:announcements_export", ALL),
    Page("desk:announcement_new", HELPERS),
    Page("desk:announcement_new", all_get(HELPERS, 422), method="POST", data=key),
    Page("desk:announcement", ALL, args=of("told")),
    Page("desk:announcement_reading", all_get(ALL, 302), method="POST", args=of("told"), data=key),
    Page("desk:announcement_withdrawal", GONE, method="POST", args=of("told"), data=key),
    Page("desk:knowledge", ALL),
    Page("desk:knowledge_export", ALL),
    Page("desk:article_new", HELPERS),
    Page("desk:article_new", all_get(HELPERS, 422), method="POST", data=key),
    Page("desk:article", ALL, args=of("article")),
    Page("desk:article_details", HELPERS | all_get(ASKERS, 403), args=of("article")),
    writing("article_details", "article", 422),
    Page("desk:article_reading", all_get(ALL, 204), method="POST", args=of("article")),
    Page("desk:article_opinion", all_get(ALL, 302), method="POST", args=of("article"), data=key),
]
