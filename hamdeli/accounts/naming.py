"""Names of users for their sign-in names, which is what the journal and the mandates keep."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from hamdeli.accounts.models import User


def display_names(usernames: Iterable[str]) -> dict[str, str]:
    """Return the name of each known user in the reader's language, in one query."""
    wanted = {name for name in usernames if name}
    return {user.username: user.display_name for user in User.objects.filter(username__in=wanted)} if wanted else {}


def name_of(username: str) -> str:
    """Return how the user with this sign-in name is called; the sign-in name where nobody has it."""
    return display_names([username]).get(username, username)


def called(text: str) -> QuerySet[User]:
    """Return the users whose sign-in name is `text` or whose name holds it."""
    return User.objects.filter(Q(username=text) | Q(name_fa__icontains=text) | Q(name_en__icontains=text))
