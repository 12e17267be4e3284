"""What stands in each letter: introduction, notice of a decision, form of a visit, summary of a case."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hamdeli.accounts.models import User
from hamdeli.casework.admission.appealing import last_day_of_appeal
from hamdeli.casework.admission.rulings import RULINGS
from hamdeli.casework.daily.letter_parts import code, day, family, family_rows, file_pairs, head_of, language, letter
from hamdeli.casework.daily.letters import Choices, Heading, Letter, Pairs, Part, Room, Rows, Signatures, Words
from hamdeli.casework.daily.timeline import events
from hamdeli.casework.judgements import sees_judgements
from hamdeli.casework.models import CaseFile, Decision, Goal, Plan, Task, Visit
from hamdeli.casework.visiting.outcomes import OUTCOMES, VisitReason
from hamdeli.persian.digits import in_language
from hamdeli.questionnaires.content import NOTE, questions_of, values_of

LATEST = 20
OPEN_TASKS = 20
ROWS_TO_WRITE = {"facts": 8, "opinion": 4, "tasks": 3, "answer": 1}


def introduction(case_file: CaseFile, *, to: str, purpose: str, by: User, on: date) -> Letter:
    """Return a letter that introduces the family to another body, with the least that it must know."""
    members = family(case_file)
    told = _(
        "This letter introduces %(head)s, head of the household of the file %(code)s, who is under the support of this "
        "office. Please give the family what help you can in the matter below, and tell us what came of it."
    )
    parts: list[Part] = [
        Words(to),
        Words(told % {"head": head_of(members), "code": code(case_file.code)}),
        Pairs([(_("Matter"), purpose)]),
        Words(_("We thank you for your kindness to this family.")),
        Signatures([by.display_name, _("Stamp and signature")]),
    ]
    return letter(_("Letter of introduction"), case_file, parts, on=on)


def notice(case_file: CaseFile, decision: Decision, *, on: date) -> Letter:
    """Return the notice of a decision of the commission: what, why, until when, and how and until when to object."""
    rows = [
        (_("Decision"), decision.get_outcome_display()),
        (_("Reason"), reason_of(decision)),
        (_("Decided on"), day(decision.decided_at, long=True)),
    ]
    rows += [(_("Until"), day(decision.until, long=True))] if decision.until else []
    greeting = _("To the head of the household, %(head)s")
    parts: list[Part] = [
        Words(greeting % {"head": head_of(family(case_file))}),
        Words(_("The situation of your family was considered with care. What was decided, and why, stands below.")),
        Pairs(rows),
        Heading(_("Your right to object")),
        Words(objecting(last_day_of_appeal(decision), on)),
        Words(_("If anything in your life changes, please tell us.")),
        Signatures([_("Stamp and signature")]),
    ]
    return letter(_("Notice of a decision"), case_file, parts, on=on)


def objecting(last: date, on: date) -> str:
    """Return how and until when the family may object, or, `on` a later day, that it was time until then."""
    told = _(
        "If you do not agree, you may object in your own words, in writing or by telling us, until %(day)s. "
        "Your objection is looked at by others than those who decided, and you will get an answer."
    )
    if on > last:
        told = _("An objection to this decision was received until %(day)s.")
    return told % {"day": day(last, long=True)}


def reason_of(decision: Decision) -> str:
    """Return the reason of a decision in words."""
    ruling = RULINGS.get(decision.outcome)
    known = ruling.reason(decision.reason) if ruling else None
    if known:
        return str(known.label)
    return str(VisitReason(decision.reason).label) if decision.reason in VisitReason.values else "—"


def visit_form(case_file: CaseFile, visit: Visit | None, edition: Any, *, on: date) -> Letter:
    """Return the form of a visit: blank, to be filled in by hand, or as a visit filled it in."""
    members = family(case_file)
    decision = visit.decisions.order_by("-pk").first() if visit else None
    parts: list[Part] = [
        Pairs(
            [
                (_("Head of household"), head_of(members)),
                (_("Purpose"), visit.get_purpose_display() if visit else "……………………"),
                (_("Visited on"), day(visit.done_on) if visit else "……/……/……"),
                (_("Visitor"), visit.visitor.display_name if visit else "……………………"),
            ]
        ),
        Heading(_("The family")),
        family_rows(members),
        *questions(edition, visit.answers if visit else None),
        Heading(_("Facts: what was seen and heard")),
        Words(visit.facts) if visit else Room("", ROWS_TO_WRITE["facts"]),
        Heading(_("Opinion of the visitor")),
        Words(visit.opinion or "—") if visit else Room("", ROWS_TO_WRITE["opinion"]),
        Heading(_("Decision")),
        *decided(visit, decision),
        Signatures([_("Visitor"), _("Head of household")]),
    ]
    return letter(_("Form of a visit"), case_file, parts, on=on)


def decided(visit: Visit | None, decision: Decision | None) -> list[Part]:
    """Return the decision of a visit, or the boxes to tick and room for the reason and the tasks."""
    outcomes = OUTCOMES[visit.purpose if visit else Visit.Purpose.REGULAR]
    boxes = Choices("", [(str(each.label), bool(decision and decision.outcome == each)) for each in outcomes])
    if decision:
        return [boxes, Pairs([(_("Reason"), reason_of(decision)), (_("Note"), decision.note or "—")])]
    return [boxes, Room(_("Reason"), ROWS_TO_WRITE["answer"]), Room(_("Tasks, by whom, until when"), 3)]


def questions(edition: Any, answers: dict[str, Any] | None) -> list[Part]:
    """Return the questions of an edition, each with its boxes, its answer, or a line to write on."""
    asked = [each for each in questions_of(edition.content) if each["kind"] != NOTE] if edition else []
    parts: list[Part] = [Heading(_("Observations"))] if asked else []
    for each in asked:
        text, given = spoken(each["text"]), (answers or {}).get(each["code"])
        values = values_of(each)
        if values:
            parts.append(Choices(text, [(option(each, value), value in chosen(given)) for value in values], columns=3))
        elif answers is None:
            parts.append(Room(text, ROWS_TO_WRITE["answer"]))
        else:
            parts.append(Pairs([(text, in_language("—" if given is None else given, language()))]))
    return parts


def chosen(given: Any) -> Sequence[Any]:
    """Return the chosen answers of a question with options."""
    return given if isinstance(given, list) else [given]


def option(question: dict[str, Any], value: str) -> str:
    """Return the words of an option; of yes and no our own."""
    for each in question.get("options", ()):
        if each["code"] == value:
            return spoken(each["text"])
    return _("yes") if value == "yes" else _("no")


def spoken(texts: dict[str, str]) -> str:
    """Return a text of a questionnaire in the language of the letter."""
    return texts.get(language()) or texts["fa"]


def summary(case_file: CaseFile, *, by: User, on: date) -> Letter:
    """Return a case in short: the family, the plan, what is to be done, and what happened lately."""
    members = family(case_file)
    happened = [[day(each.on), str(each.title)] for each in events(case_file, by)[:LATEST]]
    parts: list[Part] = [
        file_pairs(case_file, members, judged=sees_judgements(by, case_file)),
        Heading(_("The family")),
        family_rows(members),
    ]
    parts += plan_parts(case_file)
    waiting = Task.objects.filter(case_file=case_file, done_at__isnull=True).select_related("owner")
    tasks = [
        [task.words, task.owner.display_name, day(task.due_on)] for task in waiting.order_by("due_on")[:OPEN_TASKS]
    ]
    if tasks:
        parts += [Heading(_("Open tasks")), Rows([_("Task"), _("Owner"), _("Until")], tasks, (4, 2, 1.2))]
    if happened:
        parts += [Heading(_("What happened lately")), Rows([_("Day"), _("Event")], happened, (1, 5))]
    return letter(_("Summary of the case"), case_file, [*parts, Signatures([by.display_name])], on=on)


def plan_parts(case_file: CaseFile) -> list[Part]:
    """Return the goals of the open plan."""
    goals = Goal.objects.filter(plan__case_file=case_file, plan__state=Plan.State.OPEN).select_related("person")
    rows = [
        [goal.words, str(goal.person) if goal.person else _("the family"), goal.get_state_display()]
        for goal in goals.order_by("pk")
    ]
    if not rows:
        return []
    return [Heading(_("Plan of empowerment")), Rows([_("Goal"), _("For"), _("State")], rows, (4, 2, 1.2))]
