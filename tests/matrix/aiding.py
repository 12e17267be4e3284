"""Who gives, who approves, who stands at the door, and who only reads."""

from typing import Any

from django.utils import timezone

from hamdeli.accounts.roles import Role
from hamdeli.casework.aiding.giving import Gift, give
from hamdeli.casework.aiding.kinds import load_aid_kinds
from hamdeli.casework.aiding.listing import What, Whom, approve_list, make_list
from hamdeli.casework.aiding.proposing import approve, propose
from hamdeli.casework.models import AidKind, AidProposal
from tests.matrix import COUNTY_WORKERS, Page, World
from tests.support.cast import Cast, case_file, user

CENTRE = {"centre_head": 200, "worker": 200}
GIVERS = CENTRE | {"county_head": 200}
READERS = dict.fromkeys((*COUNTY_WORKERS, "deputy"), 200)
REFUSED = dict.fromkeys(READERS, 403)
LISTS = GIVERS | READERS | dict.fromkeys(("other_centre_head", "other_county_head", "volunteer", "stranger"), 200)
MONEY = GIVERS | {"other_centre_head": 200, "other_county_head": 200}
AWAY = {"other_centre_head": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    load_aid_kinds()
    file = case_file("F-1", cast.kashan, centre=cast.mehr, aide=cast.volunteer)
    today = timezone.localdate()
    food, cash = AidKind.objects.get(code="food"), AidKind.objects.get(code="cash")
    author = user("author", Role.SOCIAL_WORKER, cast.kashan, cast.mehr.code)
    gift = Gift(kind=food, worth=5, source="mosque", given_on=today)
    aid = give(case_file=file, gift=gift, centre=cast.mehr, giver=author, today=today)
    money = Gift(kind=cash, worth=5, source="mosque", given_on=today)
    proposals = {}
    for state in ("waiting", "approved"):
        made = propose(case_file=file, gift=money, centre=cast.mehr, author=author, today=today)
        proposals[state] = made
    head = user("head", Role.CENTRE_HEAD, cast.kashan, cast.mehr.code)
    approve(proposal=proposals["approved"], by=head)
    what = What(title="Coats", kind=AidKind.objects.get(code="clothes"), worth=5, source="mosque", on=today)
    lists = [make_list(centre=cast.mehr, whom=Whom(), what=what, author=author) for _two in range(2)]
    approve_list(delivery=lists[1], by=head)
    return {"aid": aid, "draft": lists[0], "open": lists[1], **proposals}


def file(world: World) -> dict[str, Any]:
    return {"code": "F-1"}


def pk_of(name: str) -> Any:
    def args(world: World) -> dict[str, Any]:
        return {"pk": world[name].pk}

    return args


def kind(world: World) -> dict[str, Any]:
    return {"code": "food"}


def why(world: World) -> dict[str, Any]:
    return {"reason": "a mistake", "idempotency_key": "0" * 32}


def answer(world: World) -> dict[str, Any]:
    AidProposal.objects.filter(pk=world["waiting"].pk).update(state="proposed", approver=None)
    return why(world)


POSTED = dict.fromkeys(GIVERS, 302)
APPROVERS = REFUSED | {"worker": 403, "volunteer": 403, "centre_head": 302, "county_head": 302}
MOVERS = REFUSED | POSTED | {"volunteer": 403}

PAGES = [
    Page("desk:file_aid", GIVERS | READERS | {"volunteer": 200}, args=file),
    Page(
        "desk:file_aid", REFUSED | {"volunteer": 403} | dict.fromkeys(GIVERS, 422), method="POST", args=file, data=why
    ),
    Page("desk:aid", LISTS),
    Page("desk:aid_export", LISTS),
    Page("desk:aid_taking_back", REFUSED | POSTED, method="POST", args=pk_of("aid"), data=why),
    Page("desk:aid_kinds", {"deputy": 200, "stranger": 200}),
    Page("desk:aid_kinds", {"deputy": 422, "stranger": 422}, method="POST"),
    Page("desk:aid_kind", {"deputy": 302, "stranger": 302}, method="POST", args=kind),
    Page("desk:aid_proposals", MONEY),
    Page("desk:aid_proposals_export", MONEY),
    Page("desk:aid_approval", APPROVERS, method="POST", args=pk_of("waiting"), data=answer),
    Page("desk:aid_refusal", APPROVERS, method="POST", args=pk_of("waiting"), data=answer),
    Page("desk:aid_withdrawal", MOVERS, method="POST", args=pk_of("waiting"), data=answer),
    Page("desk:aid_payment", MOVERS, method="POST", args=pk_of("approved"), data=why),
    Page("desk:deliveries", LISTS),
    Page("desk:delivery_new", CENTRE | AWAY),
    Page("desk:delivery_new", dict.fromkeys(CENTRE | AWAY, 422), method="POST"),
    Page("desk:delivery", GIVERS | READERS, args=pk_of("open")),
    Page("desk:delivery_approval", REFUSED | {"worker": 403, "centre_head": 302, "county_head": 302}, method="POST",
         args=pk_of("draft"), data=why),
    Page("desk:delivery_closure", REFUSED | POSTED, method="POST", args=pk_of("open"), data=why),
    Page("desk:delivery_discarding", REFUSED | {"worker": 403, "centre_head": 302, "county_head": 302}, method="POST",
         args=pk_of("open"), data=why),
    Page("desk:delivery_sheet", GIVERS | REFUSED, args=pk_of("open")),
    Page("desk:delivery_door", GIVERS | REFUSED, args=pk_of("open")),
    Page("desk:delivery_check_ins", GIVERS | REFUSED, method="POST", args=pk_of("open")),
]  # fmt: skip
