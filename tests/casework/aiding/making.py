"""What the tests of aid start from."""

from datetime import date
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Role
from hamdeli.casework.aiding.giving import Gift
from hamdeli.casework.aiding.kinds import load_aid_kinds
from hamdeli.casework.aiding.listing import What, Whom, approve_list, make_list
from hamdeli.casework.models import AidKind, CaseFile, Delivery
from tests.support.cast import Cast, case_file, user

TODAY = date(2025, 10, 1)


def kind(code: str = "food") -> AidKind:
    """Return a shipped kind."""
    load_aid_kinds()
    return AidKind.objects.get(code=code)


def gift(code: str = "food", on: date = TODAY, **more: Any) -> Gift:
    """Return a gift of a kind on a day."""
    return Gift(**{"kind": kind(code), "worth": 12_000_000, "source": "benefactors", "given_on": on, **more})


def carried(cast: Cast, code: str = "F-1", **more: Any) -> CaseFile:
    """Return a file that Mehr carries."""
    return case_file(code, cast.kashan, **{"centre": cast.mehr, **more})


def third(cast: Cast) -> User:
    """Return a second social worker of Mehr."""
    return User.objects.filter(username="third").first() or user(
        "third", Role.SOCIAL_WORKER, cast.kashan, cast.mehr.code
    )


def food_list(cast: Cast, code: str = "food", *, whom: Whom | None = None, keep_doubled: str = "") -> Delivery:
    """Return an approved list of all the families of Mehr."""
    what = What(title="Baskets", kind=kind(code), worth=9_000_000, source="mosque", on=TODAY)
    made = make_list(centre=cast.mehr, whom=whom or Whom(), what=what, keep_doubled=keep_doubled, author=cast.worker)
    return approve_list(delivery=made, by=cast.centre_head)
