"""The ways through the desk: which pages a user is offered, by the rights of the posts held now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.standing import Question, counts
from hamdeli.casework.onward.access import waiting_for
from hamdeli.casework.syncing.kept import waiting_kept
from hamdeli.centres.inspecting.access import READERS
from hamdeli.centres.licensing.access import appeals_to_hear, measures_to_decide
from hamdeli.centres.models import Centre
from hamdeli.delegation.waiting import is_at_centre, unread_notices, waiting_mandates
from hamdeli.desk.licensing.lists import LICENSING
from hamdeli.desk.support.queue import help_for_centre, help_in_hand
from hamdeli.desk.volunteers.lists import own_volunteers
from hamdeli.desk.volunteers.mine import is_volunteer
from hamdeli.insight.access import sees_a_place
from hamdeli.persian.digits import in_language


@dataclass(frozen=True)
class Way:
    """One entry of the navigation. Without rights it is offered to everybody.

    `waits` is what is counted beside it; with `only_with` it is offered where that is something, and not counted.
    """

    label: Any
    name: str
    icon: str
    rights: tuple[Right, ...] = ()
    waits: tuple[Question, ...] = ()
    besides: Callable[[User], bool] | None = None
    only_with: bool = False

    def open_to(self, user: User) -> bool:
        """Say whether `user` is offered this way, as far as the posts tell."""
        if self.besides and not self.besides(user):
            return False
        return not self.rights or any(user.has(right) for right in self.rights)


@dataclass(frozen=True)
class Item:
    """One entry as the page shows it."""

    label: Any
    url: str
    icon: str
    active: bool
    count: int | None = None


HELP = (Right.ASK, Right.SUPPORT_CENTRES)
WAYS: tuple[Way, ...] = (
    Way(_("First page"), "desk:first_page", "home"),
    Way(_("Tasks"), "desk:tasks", "checklist", (Right.WORK, Right.ASSIGN)),
    Way(_("My visits"), "desk:visits", "walk", (Right.WORK,)),
    Way(_("Visits without a signal"), "desk:phone", "device-mobile", (Right.WORK,)),
    Way(_("Forms kept from phones"), "desk:phone_kept", "archive", (Right.WORK,), (waiting_kept,), only_with=True),
    Way(_("My help"), "desk:my_help", "heart", besides=is_volunteer),
    Way(_("My volunteers"), "desk:supervised_volunteers", "user-heart", (), (own_volunteers,), only_with=True),
    Way(_("Search"), "desk:search", "search", (Right.SEE_FILES,)),
    Way(_("Case files"), "desk:files", "folder", (Right.SEE_FILES,)),
    Way(_("Plans"), "desk:plans", "stairs-up", (Right.WORK, Right.SUPERVISE)),
    Way(_("Follow-ups"), "desk:follow_ups", "walk", (Right.CLOSE, Right.REFER_ON)),
    Way(_("Referrals"), "desk:referrals", "mail", (Right.REFER,)),
    Way(_("Waiting list"), "desk:waiting_list", "hourglass", (Right.ADMIT, Right.SUPERVISE)),
    Way(_("Decisions"), "desk:decisions", "gavel", (Right.DECIDE, Right.SUPERVISE)),
    Way(_("Appeals"), "desk:appeals", "speakerphone", (Right.DECIDE, Right.SUPERVISE)),
    Way(_("Supervision"), "desk:supervision", "eye", (Right.SUPERVISE,)),
    Way(_("Checks"), "desk:checks", "zoom-check", (Right.SUPERVISE, Right.WORK)),
    Way(_("Tables of scores"), "desk:score_tables", "scale", (Right.WRITE_QUESTIONS,)),
    Way(_("Who works on which file"), "desk:assignments", "user-check", (Right.ASSIGN,)),
    Way(_("Volunteers"), "desk:volunteers", "heart-handshake", (Right.SEE_VOLUNTEERS,)),
    Way(_("Handed over to us"), "desk:handed_over", "inbox", (Right.SEE_MANDATES,), (waiting_mandates,), is_at_centre),
    Way(_("Aid"), "desk:aid", "basket", (Right.GIVE,)),
    Way(_("Delivery lists"), "desk:deliveries", "list-check", (Right.GIVE,)),
    Way(_("Onward referrals"), "desk:onwards", "send", (Right.REFER_ON,), (waiting_for,)),
    Way(_("Kinds of aid"), "desk:aid_kinds", "adjustments", (Right.WRITE_QUESTIONS,)),
    Way(_("Proposals"), "desk:proposals", "target-arrow", (Right.PROPOSE,)),
    Way(_("Handovers"), "desk:handovers", "package-export", (Right.RECALL,)),
    Way(_("Notices"), "desk:notices", "bell", (Right.SEE_MANDATES,), (unread_notices,)),
    Way(_("Counselling"), "desk:counselling_list", "messages", (Right.WORK, Right.SUPERVISE)),
    Way(_("Restricted sections"), "desk:restricted", "shield-lock", (Right.SEE_RESTRICTED,)),
    Way(_("Indicators"), "desk:indicators", "gauge", (Right.SEE_FIGURES,)),
    Way(_("Centres"), "desk:centres", "building-community", (Right.SEE_CENTRES,)),
    Way(_("Licences"), "desk:licences", "certificate", LICENSING, (measures_to_decide, appeals_to_hear)),
    Way(
        _("Founding centres"),
        "desk:foundings",
        "certificate",
        (Right.FOUND, Right.CHECK_FOUNDING, Right.LICENSE),
    ),
    Way(_("My centre"), "desk:my_centre", "building", (Right.RUN_CENTRE,)),
    Way(_("Life of the centres"), "desk:returns", "activity", (Right.CHECK_FOUNDING, Right.LICENSE)),
    Way(_("Inspections"), "desk:inspections", "clipboard-check", READERS),
    Way(_("Findings"), "desk:findings", "flag", READERS),
    Way(_("Ranking"), "desk:ranking", "award", READERS),
    Way(_("Warnings"), "desk:warnings", "alert", READERS),
    Way(_("Specialities"), "desk:specialities", "stethoscope", (Right.SEE_FIGURES,)),
    Way(_("Twins"), "desk:twins", "heart-handshake", (Right.RUN_CENTRE,)),
    Way(_("Coverage"), "desk:coverage", "map-2", (Right.SEE_FIGURES,), besides=sees_a_place),
    Way(_("Help requests"), "desk:help_requests", "help", HELP, (help_for_centre, help_in_hand)),
    Way(_("Courses"), "desk:courses", "school", HELP),
    Way(_("Announcements"), "desk:announcements", "speakerphone", HELP),
    Way(_("Knowledge"), "desk:knowledge", "bulb", HELP),
    Way(_("Bulletins"), "desk:bulletins", "news", (Right.SEE_FIGURES,)),
    Way(_("Lists"), "desk:imports", "file-import", (Right.CHANGE_FILES, Right.CHANGE_CENTRES)),
    Way(_("Questionnaires"), "desk:questionnaires", "clipboard-list", (Right.WRITE_QUESTIONS,)),
    Way(_("Posts"), "desk:posts", "users", (Right.APPOINT,)),
    Way(_("Journal"), "desk:journal", "journal", (Right.READ_JOURNAL,)),
    Way(_("Background work"), "desk:jobs", "list-check", (Right.PROPOSE, Right.CHANGE_FILES, Right.CHANGE_CENTRES)),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every page its navigation."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"navigation": [], "demo": settings.DEMO}
    return {
        "navigation": navigation(user, request.path),
        "current_post": SimpleLazyObject(lambda: posts_spoken(user)),
        "version": settings.VERSION,
        "demo": settings.DEMO,
    }


def posts_spoken(user: User) -> str:
    """Return the posts of `user` as their holder would say them; one question where any is at a centre."""
    codes = {post.centre_code for post in user.posts_now if post.centre_code}
    names = dict(Centre.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    return str(_(", ")).join(spoken(post, names) for post in user.posts_now)


def spoken(post: Post, names: Mapping[str, str]) -> str:
    """Return a post as its holder would say it; `names` are those of centres by code."""
    code = in_language(post.centre_code, get_language() or "fa")
    where = names.get(post.centre_code, code) if code else post.place.name
    return f"{post.get_role_display()} · \u2068{where}\u2069"


@cache
def address(name: str) -> str:
    """Return the address of a page that needs no argument; they stand on every page."""
    return reverse(name)


def navigation(user: User, path: str) -> list[Item]:
    """Return the ways that are open to `user`, as shown on the page at `path`; all that waits in one question."""
    ways = [way for way in WAYS if way.open_to(user)]
    told = iter(counts(user, [question for way in ways for question in way.waits]))
    waiting = [sum(islice(told, len(way.waits))) for way in ways]
    return [item(way, path, count) for way, count in zip(ways, waiting, strict=True) if count or not way.only_with]


def item(way: Way, path: str, count: int) -> Item:
    """Return `way` as shown on the page at `path`."""
    url = address(way.name)
    active = path == url if url == "/" else path.startswith(url)
    return Item(way.label, url, way.icon, active, count if way.waits and not way.only_with else None)
