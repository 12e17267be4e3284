"""The social workers of the centres, and which file each of them works on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.centres.models import Centre
from hamdeli.config.demo.names import FAMILIES, WOMEN_OLD, WOMEN_YOUNG
from hamdeli.config.demo.seeds import Chance

AIDED = 8
"""Files of the lively centre that the volunteer helps with."""
GIVEN = WOMEN_YOUNG[:40] + WOMEN_OLD[:30]


@dataclass
class Workers:
    """Keys of the workers by the key of their centre, and how many files each centre has given out so far."""

    by_centre: dict[int, list[int]]
    lively: int
    volunteer: int | None = None
    given: dict[int, int] = field(default_factory=dict)

    def next_of(self, centre: int | None) -> tuple[int | None, int | None]:
        """Return the worker and the volunteer of the next file of a centre."""
        if centre is None or not self.by_centre.get(centre):
            return None, None
        number = self.given[centre] = self.given.get(centre, 0) + 1
        staff = self.by_centre[centre]
        aide = self.volunteer if centre == self.lively and number <= AIDED else None
        return staff[number % len(staff)], aide


def engage(
    centres: Sequence[Centre], chance: Chance, *, since: datetime, lively: Centre | None, staff: dict[str, User]
) -> Workers:
    """Store a worker or more for each centre. They cannot sign in: the demonstration's own staff can."""
    wanted = [centre for centre in centres for _ in range(min(3, max(1, centre.social_workers)))]
    users = User.objects.bulk_create(
        User(
            username=f"worker-{centre.code}-{number}",
            name_fa=f"{chance.choice(GIVEN)} {chance.choice(FAMILIES)}",
            password=make_password(None),
            is_active=False,
            demonstration=True,
        )
        for number, centre in enumerate(wanted, 1)
    )
    Post.objects.bulk_create(
        Post(user=user, role=Role.SOCIAL_WORKER, place=centre.county, centre_code=centre.code, since=since)
        for user, centre in zip(users, wanted, strict=True)
    )
    by_centre: dict[int, list[int]] = {}
    for user, centre in zip(users, wanted, strict=True):
        by_centre.setdefault(centre.pk, []).append(user.pk)
    if lively is None:
        return Workers(by_centre, 0)
    by_centre[lively.pk] = [staff["social-worker"].pk]
    return Workers(by_centre, lively.pk, staff["volunteer"].pk)
