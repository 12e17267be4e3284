"""Applications for centres that wait for somebody, for the first page."""

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.founding.moves import State
from hamdeli.centres.models import Founding


def foundings_to_check(user: User) -> int:
    """Count the applications that the county has not taken up."""
    reach = scope(user, Right.CHECK_FOUNDING, centre="")
    return Founding.objects.filter(reach, state=State.SUBMITTED).count()


def foundings_to_approve(user: User) -> int:
    """Count the applications that wait for the second approval."""
    return Founding.objects.filter(scope(user, Right.LICENSE, centre=""), state=State.ENDORSED).count()


def foundings_returned(user: User) -> int:
    """Count the own applications that came back."""
    return Founding.objects.filter(scope(user, Right.FOUND, centre=""), applicant=user, state=State.RETURNED).count()
