"""Leaving, as far as this floor knows of it: the state, the post, the sessions. Casework hands the files back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.appointing import end_post, sign_out_everywhere
from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.volunteers.choices import Leaving
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.moves import Act
from hamdeli.volunteers.steps import step
from hamdeli.volunteers.vetting import checked_reason


@transaction.atomic
def end_help(*, volunteer: Volunteer, why: str, note: str, by: User, today: date) -> Volunteer:
    """End the post and every session of a locked volunteer, and the help itself. Raises `VolunteerFault`.

    Only `casework.helping.leaving` calls it: what the volunteer held of families goes back in the same transaction.
    """
    words = checked_reason(why, note, Leaving.values, Leaving.OTHER)
    if volunteer.user is not None:
        for post in posts_of(volunteer, volunteer.user):
            end_post(post=post, actor=by.actor, reason=why)
        sign_out_everywhere(volunteer.user)
    values = {"left_on": today, "left_why": why}
    return step(volunteer, Act.LEAVE, by=by, on=today, values=values, details={"why": why, "note": words}, reason=why)


def posts_of(volunteer: Volunteer, user: User) -> list[Post]:
    """Return the volunteer's posts at the centre that are held now."""
    held = user.posts.held_at(timezone.now()).filter(role=Role.VOLUNTEER, centre_code=volunteer.centre.code)
    return list(held.select_related("place", "user"))
