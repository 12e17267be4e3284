"""Giving and ending posts."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.journal.actors import Actor
from hamdeli.journal.writing import write
from hamdeli.places.models import Place


@transaction.atomic
def appoint(
    *, user: User, role: str, place: Place, actor: Actor, centre_code: str = "", since: datetime | None = None
) -> Post:
    """Give `user` a post at `place` or at the centre `centre_code` in it, from now or from `since`."""
    post = Post(user=user, role=role, place=place, centre_code=centre_code, since=since or timezone.now())
    post.full_clean()
    post.save()
    write(actor=actor, verb="appointed", kind="post", subject=post.code, details={"user": user.username})
    return post


@transaction.atomic
def end_post(*, post: Post, actor: Actor, reason: str = "") -> Post:
    """End `post` now: from the next request on it shows nothing.

    A user who holds no other post is signed out everywhere.
    """
    now = timezone.now()
    Post.objects.filter(pk=post.pk, until__isnull=True).update(until=now)
    post.refresh_from_db()
    write(
        actor=actor,
        verb="ended_post",
        kind="post",
        subject=post.code,
        reason=reason,
        details={"user": post.user.username},
    )
    if not post.user.posts.held_at(timezone.now()).exists():
        sign_out_everywhere(post.user)
    return post


def sign_out_everywhere(user: User) -> None:
    """End every session of `user`."""
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user).delete()
