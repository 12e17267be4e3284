"""What a centre of the small world lives on, made by the verbs themselves."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hamdeli.casework.vault import keep
from hamdeli.centres.living.banking import confirm, propose
from hamdeli.centres.living.electing import Nominee, Term, elect
from hamdeli.centres.living.months import Month, months_over
from hamdeli.centres.living.papers import Described, Kept, bring
from hamdeli.centres.living.reporting import Counted, Said, submit
from hamdeli.centres.models import BankAccount, Board, Centre, CentrePaper, MonthlyReturn
from hamdeli.centres.models.returns import COUNTED
from hamdeli.persian.iban import check_digits
from tests.support.cast import Cast
from tests.volunteers.making import code

SEATS = ("chair", "executive", "treasurer", "member", "member", "member", "member")
SCAN = b"%PDF-1.4\nstatute\n%%EOF\n"


def today() -> date:
    return timezone.localdate()


def key() -> str:
    return uuid.uuid4().hex


def nominees(first: int = 0, count: int = 5, **changed: Any) -> list[Nominee]:
    """Return members with different codes; `changed` are values of the first."""
    rows = [Nominee(f"عضو {first + at}", code(first + at), SEATS[at], "09131234567") for at in range(count)]
    if changed:
        rows[0] = Nominee(**{**vars(rows[0]), **changed})
    return rows


def elected(cast: Cast, *, centre: Centre | None = None, first: int = 0, **more: Any) -> Board:
    """Return a board of five trustees, elected a year ago for two years."""
    since = more.pop("since", today() - timedelta(days=365))
    at, body = centre or cast.mehr, more.pop("body", "trustees")
    before = at.boards.filter(body=body, ended_on__isnull=True).first()
    asked: dict[str, Any] = {
        "centre": at,
        "body": body,
        "members": nominees(first),
        "term": Term(since, since + timedelta(days=730)),
        "replacing": before.pk if before else None,
        "by": cast.centre_head,
        "today": today(),
        "key": key(),
    }
    return elect(**(asked | more))


def iban(account: int = 1) -> str:
    """Return an IBAN that is right."""
    digits = f"{17:03}0{account:018}"
    return f"IR{check_digits(digits)}{digits}"


def account(cast: Cast, number: int = 1, *, confirmed: bool = False) -> BankAccount:
    """Return an account of the centre, proposed or confirmed."""
    made = propose(centre=cast.mehr, iban=iban(number), holder=cast.mehr.name, by=cast.centre_head, key=key())
    return confirm(account=made, by=cast.participation, seen_version=1) if confirmed else made


def paper(cast: Cast, *, days: int = 60, kind: str = "premises", centre: Centre | None = None) -> CentrePaper:
    """Return a paper that is valid for so many days."""
    content = SCAN + f"{kind} {days}".encode()
    kept = Kept(keep(content), "application/pdf", len(content))
    described = Described(kind, expires_on=today() + timedelta(days=days))
    return bring(centre=centre or cast.mehr, paper=described, scan=kept, by=cast.centre_head, today=today(), key=key())


def upload(content: bytes = SCAN, name: str = "statute.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def last_month() -> Month:
    return months_over(today())[0]


def zeros(**more: int) -> dict[str, int]:
    return {**dict.fromkeys(COUNTED, 0), **more}


def sent(cast: Cast, *, centre: Centre | None = None, month: Month | None = None, **figures: int) -> MonthlyReturn:
    """Return the return of a month, as the records would have it."""
    said = zeros(**figures)
    return submit(
        centre=centre or cast.mehr,
        month=month or last_month(),
        counted=Counted(said),
        said=Said(said),
        follows=0,
        by=cast.centre_head,
        today=today(),
        key=key(),
    )
