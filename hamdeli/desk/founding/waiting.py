"""Applications for centres that wait for somebody, for the first page."""

from django.db.models import QuerySet

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.founding.moves import State
from hamdeli.centres.models import Founding


def foundings_to_check(user: User) -> QuerySet[Founding]:
    """Return the applications that the county has not taken up."""
    reach = scope(user, Right.CHECK_FOUNDING, centre="")
    return Founding.objects.filter(reach, state=State.SUBMITTED)


def foundings_to_approve(user: User) -> QuerySet[Founding]:
    """Return the applications that wait for the second approval."""
    return Founding.objects.filter(scope(user, Right.LICENSE, centre=""), state=State.ENDORSED)


def foundings_returned(user: User) -> QuerySet[Founding]:
    """Return the own applications that came back."""
    return Founding.objects.filter(scope(user, Right.FOUND, centre=""), applicant=user, state=State.RETURNED)
