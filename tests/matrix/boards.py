"""Pages about the life of a centre: who sees the centre reads them, who runs it writes, who oversees it answers."""

from datetime import timedelta
from typing import Any

from hamdeli.centres.living.overriding import override
from hamdeli.centres.models import ActivityWord, BankAccount, CentrePaper
from tests.centres.making import account, elected, iban, key, last_month, paper, sent, today, upload, zeros
from tests.matrix import Page, World
from tests.matrix.centres import READERS
from tests.support.cast import Cast

REFUSED = dict.fromkeys(READERS, 403)
OVERSEERS = {"county_head": 200, "other_county_head": 200, "participation": 200}
INSIDE = {"centre_head": 200, "county_head": 200, "participation": 200, "inspector": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    elected(cast)
    account(cast)
    sent(cast)
    word: dict[str, Any] = {"state": "quiet", "reason": "بازسازی", "until": today() + timedelta(days=9)}
    override(centre=cast.mehr, by=cast.county_head, today=today(), key=key(), **word)
    return {"paper": paper(cast)}


def code(world: World) -> dict[str, Any]:
    return {"code": "10-001"}


def trustees(world: World) -> dict[str, Any]:
    return {"code": "10-001", "body": "trustees"}


def of_paper(world: World) -> dict[str, Any]:
    return {"code": "10-001", "pk": world["paper"].pk}


def of_month(world: World) -> dict[str, Any]:
    return {"code": "10-001", "month": last_month().code}


def month_before(world: World) -> dict[str, Any]:
    return {"code": "10-001", "month": last_month().before().code}


def fresh(**data: Any) -> Any:
    return lambda world: {"idempotency_key": key(), **data}


def answering(world: World) -> dict[str, Any]:
    BankAccount.objects.filter(state="proposed").update(version=1)
    return {"version": 1, "why": "شماره نمی‌خواند"}


def withdrawing(world: World) -> dict[str, Any]:
    CentrePaper.objects.update(version=1, ended_at=None)
    return {"version": 1, "why": "کهنه"}


def lifting(world: World) -> dict[str, Any]:
    ActivityWord.objects.update(version=1, lifted_on=None)
    return {"version": 1}


def activity(world: World) -> dict[str, Any]:
    until = (today() + timedelta(days=3)).isoformat()
    return {"state": "active", "reason": "کار می‌کند", "until": until, "idempotency_key": key()}


def bringing(world: World) -> dict[str, Any]:
    return {"kind": "statute", "file": upload(), "idempotency_key": key()}


def reading(name: str, who: dict[str, int] = READERS, args: Any = code) -> Page:
    return Page(f"desk:{name}", who, args=args)


EMPTY = fresh()


def writing(name: str, who: dict[str, int], data: Any = EMPTY, args: Any = code) -> Page:
    return Page(f"desk:{name}", REFUSED | who, method="POST", args=args, data=data)


RUNNER = {"centre_head": 302}
PAGES = [
    Page("desk:my_centre", {"centre_head": 302, "other_centre_head": 302}),
    *(Page(f"desk:{name}", OVERSEERS) for name in ("returns", "papers_due", "boards_due", "bank_accounts")),
    *(Page(f"desk:{name}_export", OVERSEERS) for name in ("returns", "papers_due", "boards_due", "bank_accounts")),
    *(reading(name) for name in ("centre_life", "centre_boards", "centre_account", "centre_hours", "centre_papers")),
    reading("centre_returns"),
    reading("centre_return", args=of_month),
    reading("centre_paper", REFUSED | INSIDE, of_paper),
    reading("centre_activity", REFUSED | {"county_head": 200}),
    writing("centre_activity", {"county_head": 302}, activity),
    writing("centre_activity_lifting", {"county_head": 302}, lifting),
    reading("centre_election", REFUSED | {"centre_head": 200}, trustees),
    writing("centre_election", {"centre_head": 422}, args=trustees),
    reading("centre_board_change", REFUSED | {"centre_head": 200}, trustees),
    writing("centre_board_change", {"centre_head": 422}, args=trustees),
    reading("centre_account_new", REFUSED | {"centre_head": 200}),
    writing("centre_account_new", {"centre_head": 422}, fresh(iban=iban(2), holder="کسی دیگر")),
    writing("centre_account_confirmation", {"participation": 302}, answering),
    reading("centre_account_refusal", REFUSED | {"participation": 200}),
    writing("centre_account_refusal", {"participation": 302}, answering),
    reading("centre_hours_change", REFUSED | {"centre_head": 200}),
    writing("centre_hours_change", RUNNER, fresh(version=1, opens_0="۸", closes_0="۱۲:۳۰")),
    reading("centre_capacities", REFUSED | {"centre_head": 200}),
    writing("centre_capacities", RUNNER, fresh(version=1)),
    reading("centre_paper_new", REFUSED | {"centre_head": 200}),
    writing("centre_paper_new", RUNNER, bringing),
    reading("centre_paper_withdrawal", REFUSED | {"centre_head": 200}, of_paper),
    writing("centre_paper_withdrawal", RUNNER, withdrawing, of_paper),
    reading("centre_return_form", REFUSED | {"centre_head": 200}, of_month),
    writing("centre_return_form", RUNNER, fresh(follows=0, donors=3, helpers=0, **zeros()), month_before),
]
