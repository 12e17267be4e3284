"""Making the account of somebody who will hold a post."""

import secrets

from hamdeli.accounts.models import User

PASSWORD_BYTES = 12


def join(*, username: str, name_fa: str = "", name_en: str = "", by: User | None = None) -> tuple[User, str]:
    """Return the user of that name and, when it was made now, a first password; it is not kept anywhere else.

    Whom somebody of the demonstration lets in (`by`) belongs to the demonstration as well.
    """
    known = User.objects.filter(username=username).first()
    if known is not None:
        return known, ""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    shown = by is not None and by.demonstration
    user = User.objects.create_user(username, password=password, name_fa=name_fa, name_en=name_en, demonstration=shown)
    return user, password
