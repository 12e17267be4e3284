"""What stands on the pages of an application: its parts, its board, its checklist, and what may be done next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.access import OFFICES, has_right, may_write
from hamdeli.centres.founding.approving import approve, open_centre
from hamdeli.centres.founding.checking import unticked
from hamdeli.centres.founding.completeness import lacks
from hamdeli.centres.founding.deciding import endorse, hand_back, refuse, submit, take_up, withdraw
from hamdeli.centres.founding.moves import MOVES, TICKED, Act, State
from hamdeli.centres.founding.signing import has_part
from hamdeli.centres.models import Founding, FoundingCheck, FoundingTick, Kind, Speciality
from hamdeli.desk.founding import act_forms

OFFICE_WORDS = {Right.CHECK_FOUNDING: _("county"), Right.LICENSE: _("province")}


@dataclass(frozen=True)
class Step:
    """One step as the desk offers it: its button and page, the verb, the form, and what is said when it is done."""

    act: Act
    noun: str
    label: Any
    icon: str
    verb: Callable[..., Any]
    form: type[act_forms.ActForm]
    what: Any
    done: Any
    tone: str = "primary"

    @property
    def name(self) -> str:
        """The name of its address."""
        return f"desk:founding_{self.noun.replace('-', '_')}"


STEPS = (
    Step(
        *(Act.SUBMIT, "submission", _("Submit the application"), "send", submit, act_forms.SubmissionForm),
        what=_("The county office checks it. Until it is returned nothing can be changed."),
        done=_("The application is with the county office."),
    ),
    Step(
        *(Act.TAKE_UP, "taking-up", _("Begin to check"), "player-play", take_up, act_forms.ActForm),
        what=_("The founders see that the check has begun."),
        done=_("The check has begun. Tick what was found in order."),
    ),
    Step(
        *(Act.ENDORSE, "endorsement", _("Approve for the county"), "circle-check", endorse, act_forms.EndorsementForm),
        what=_("It needs every check of the county. The deputy of the province approves after you."),
        done=_("Approved for the county. The deputy of the province is next."),
    ),
    Step(
        *(Act.APPROVE, "approval", _("Approve in principle"), "certificate", approve, act_forms.SigningForm),
        what=_("The centre gets its code and has three months to open; otherwise the approval is void."),
        done=_("Approved in principle. The centre has its code and three months to open."),
    ),
    Step(
        *(Act.OPEN, "opening", _("The centre has opened"), "home", open_centre, act_forms.OpeningForm),
        what=_("Its licence begins on this day, and files can be handed to it."),
        done=_("The centre is open and licensed. Hand it its first files by a proposal."),
    ),
    Step(
        *(Act.HAND_BACK, "returning", _("Return: something is missing"), "arrow-back-up", hand_back),
        form=act_forms.ReturnForm,
        what=_("The founders see what you write, complete the application and submit it again."),
        done=_("The application was returned."),
        tone="plain",
    ),
    Step(
        *(Act.REFUSE, "refusal", pgettext_lazy("founding", "Refuse"), "ban", refuse, act_forms.RefusalForm),
        what=_("This ends the application. The founders see the reason and may apply anew."),
        done=_("The application was refused."),
        tone="danger",
    ),
    Step(
        *(
            Act.WITHDRAW,
            "withdrawal",
            pgettext_lazy("founding", "Withdraw"),
            "logout",
            withdraw,
            act_forms.WithdrawalForm,
        ),
        what=_("This ends the application."),
        done=_("The application was withdrawn."),
        tone="plain",
    ),
)
BY_ACT = {step.act: step for step in STEPS}


def next_steps(user: User, founding: Founding) -> list[Step]:
    """Return what `user` may do with the application now, the usual next step first."""
    return [step for step in STEPS if is_next(user, founding, step.act) and not hindered(founding, step.act)]


def is_next(user: User, founding: Founding, act: Act) -> bool:
    """Say whether the table lets `user` do this now."""
    move, state = MOVES[act], State(founding.state)
    if state not in move.rights:
        return False
    if move.own:
        return may_write(user, founding)
    right = move.rights[state]
    return right is not None and has_right(user, founding, right) and not has_part(user, founding)


def hindered(founding: Founding, act: Act) -> bool:
    """Say whether something that the page names is missing for this step, so that it would be refused."""
    if act == Act.SUBMIT:
        return bool(lacks(founding))
    offices = {Act.ENDORSE: (Right.CHECK_FOUNDING,), Act.APPROVE: (Right.CHECK_FOUNDING, Right.LICENSE)}
    return act in offices and bool(unticked(founding, *offices[act]))


@dataclass(frozen=True)
class Part:
    """One part of an application, and how much of it is missing."""

    label: Any
    name: str
    missing: list[Any]


PARTS = {
    "centre": (_("The centre"), "desk:founding_centre"),
    "premises": (_("Place and premises"), "desk:founding_premises"),
    "area": (_("Service area"), "desk:founding_area"),
    "funds": (_("Fund-raising area"), "desk:founding_funds"),
    "statute": (_("Statute"), "desk:founding_statute"),
    "trustees": (_("Trustees"), "desk:founding_trustee_new"),
}


def parts_of(founding: Founding) -> list[Part]:
    """Return the parts of the application, each with what is missing in it."""
    missing = lacks(founding)
    return [
        Part(label, name, [lack.what for lack in missing if lack.part == part]) for part, (label, name) in PARTS.items()
    ]


@dataclass(frozen=True)
class Line:
    """One line of the checklist as the page shows it."""

    check: FoundingCheck
    tick: FoundingTick | None
    may_tick: bool


def checklist(user: User, founding: Founding) -> list[Line]:
    """Return the checklist; a check that is not asked for any more only where it was ticked."""
    ticks = {tick.check_done_id: tick for tick in founding.ticks.select_related("by")}
    ticking = founding.state in TICKED and not has_part(user, founding)
    mine = {right.value for right in OFFICES if ticking and has_right(user, founding, right)}
    checks = [check for check in FoundingCheck.objects.all() if check.active or check.pk in ticks]
    return [Line(check, ticks.get(check.pk), check.right in mine) for check in checks]


def is_office(user: User, founding: Founding) -> bool:
    """Say whether `user` checks or approves applications there."""
    return any(has_right(user, founding, right) for right in OFFICES)


def may_teach(user: User, founding: Founding) -> bool:
    """Say whether `user` may write courses down now."""
    return founding.state in TICKED and is_office(user, founding) and not has_part(user, founding)


def kind_words(founding: Founding) -> list[str]:
    """Return kind, specialities and the mosque in words."""
    labels = dict(Speciality.choices)
    words = [str(Kind(founding.kind).label), *(str(labels[code]) for code in founding.specialities)]
    return [*words, str(_("mosque-based"))] if founding.mosque_based else words


def right_words(check: FoundingCheck) -> Any:
    """Return whose check it is."""
    return OFFICE_WORDS[Right(check.right)]
