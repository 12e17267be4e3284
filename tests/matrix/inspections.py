"""Pages about inspections, findings, grades, ranking and warnings: who inspects, who answers, who reads."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hamdeli.centres.inspecting.finding import find
from hamdeli.centres.inspecting.inspecting import Report, form_for, inspect
from hamdeli.centres.inspecting.planning import plan
from hamdeli.centres.models import Finding, Inspection
from hamdeli.questionnaires.content import questions_of
from hamdeli.questionnaires.loading import load_defaults
from tests.matrix import Page, World
from tests.support.cast import Cast

INSPECTORS = ("participation", "county_head", "inspector")
READERS = ("deputy", "director", "centre_head")
READ = dict.fromkeys((*INSPECTORS, *READERS), 200)
REFUSED = dict.fromkeys(READERS, 403)
LISTS = READ | {"other_county_head": 200, "other_centre_head": 200, "stranger": 200}
ANSWERS = {
    "drawn": 5, "complete": "all", "locked": "yes", "true_visits": "made", "decisions": "yes", "receipts": "all",
    "own_account": "yes", "safe": "good", "hours": "yes", "apart": "yes", "no_pictures": "yes", "treated": "content",
    "known": "some",
}  # fmt: skip


def prepare(cast: Cast) -> dict[str, Any]:
    """A planned inspection of one centre, and one of another that was done, with a finding."""
    load_defaults(at=timezone.now())
    today = timezone.localdate()
    planned = plan(centre=cast.mehr, inspector=cast.inspector, planned_on=today, by=cast.inspector, today=today)
    return {"planned": planned, "today": today, "cast": cast}


def report(today: Any) -> Report:
    """What the inspector of the matrix writes."""
    edition = form_for(0)
    assert edition is not None
    assert {question["code"] for question in questions_of(edition.content)} > set(ANSWERS)
    return Report(done_on=today, edition=edition, answers=ANSWERS, facts="seen")


def done(world: World) -> Inspection:
    """The inspection, done."""
    known = Inspection.objects.get(pk=world["planned"].pk)
    if known.state == "done":
        return known
    cast, today = world["cast"], world["today"]
    return inspect(inspection=known, report=report(today), by=cast.inspector, today=today, seen_version=1)


def centre(world: World) -> dict[str, Any]:
    return {"code": "10-001"}


def planned(world: World) -> dict[str, Any]:
    return {"code": world["planned"].code}


def finding(world: World) -> dict[str, Any]:
    inspection, today = done(world), world["today"]
    known = inspection.findings.first()
    told: dict[str, Any] = {"severity": "minor", "words": "w", "demand": "d", "due_on": today + timedelta(days=9)}
    made = known or find(inspection=inspection, by=world["cast"].inspector, today=today, **told)
    return {"pk": made.pk}


def sent(world: World) -> dict[str, Any]:
    """A whole form, with the version that the record has now."""
    later = (world["today"] + timedelta(days=20)).isoformat()
    version = Inspection.objects.get(pk=world["planned"].pk).version
    told = {"words": "said", "reason": "said", "demand": "do", "severity": "minor", "due_on": later}
    return told | {"version": f"{version}", "idempotency_key": "0" * 32}


def sent_of_finding(world: World) -> dict[str, Any]:
    """A whole form; each who gives more time gives more than the one before."""
    made = Inspection.objects.get(pk=world["planned"].pk).findings.get()
    later = (made.due_on + timedelta(days=1)).isoformat()
    return {"words": "said", "due_on": later, "version": f"{made.version}", "idempotency_key": "1" * 32}


def act(noun: str, who: dict[str, int], others: tuple[str, ...], args: Any = None) -> Page:
    expect = dict.fromkeys((*others, *READERS), 403) | who
    return Page(f"desk:inspection_{noun}", expect, method="POST", args=args or of_done, data=sent)


def finding_act(noun: str, who: dict[str, int], others: tuple[str, ...], args: Any = None) -> Page:
    expect = dict.fromkeys((*others, *READERS), 403) | who
    return Page(f"desk:finding_{noun}", expect, method="POST", args=args or finding, data=sent_of_finding)


def answered(world: World) -> dict[str, Any]:
    told = finding(world)
    Finding.objects.filter(**told).update(state="answered")
    return told


def of_done(world: World) -> dict[str, Any]:
    return {"code": done(world).code}


HEAD = {"centre_head": 302}
EACH = dict.fromkeys(INSPECTORS, 302)
FIRST = {"participation": 302, "county_head": 422, "inspector": 422}
"""What can be done once only: the others may, and are told that it is done."""
PAGES = [
    *(Page(f"desk:{name}", LISTS) for name in ("inspections", "findings", "ranking", "grade_weights", "warnings")),
    *(
        Page(f"desk:{name}_export", LISTS)
        for name in ("inspections", "findings", "ranking", "warnings")
    ),
    Page(
        "desk:ranking_grading",
        dict.fromkeys((*INSPECTORS, "other_county_head"), 302),
        method="POST",
        data=lambda world: {"idempotency_key": "2" * 32},
    ),
    Page("desk:inspection", READ, args=planned),
    Page("desk:inspection_report", dict.fromkeys((*INSPECTORS, *READERS), 403) | {"inspector": 200}, args=planned),
    Page("desk:finding", READ, args=finding),
    act("signature", HEAD, INSPECTORS),
    act("refusal", FIRST, ()),
    act("finding", EACH, ()),
    act("cancellation", FIRST, (), planned),
    finding_act("answer", HEAD, INSPECTORS),
    finding_act("extension", EACH, ()),
    finding_act("return", FIRST, (), answered),
    finding_act("closing", FIRST, ()),
    Page("desk:centre_inspections", READ, args=centre),
    Page("desk:inspection_new", dict.fromkeys(INSPECTORS, 200) | REFUSED, args=centre),
    Page("desk:centre_grade", dict.fromkeys(INSPECTORS, 200) | REFUSED, args=centre),
    Page(
        "desk:grade_weights_new",
        dict.fromkeys(LISTS, 403) | {"participation": 200},
    ),
]  # fmt: skip
