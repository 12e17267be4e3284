"""The doors to users and posts."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import Post, PostQuerySet, User
from hamdeli.accounts.roles import ENDS, GIVES, Right
from hamdeli.accounts.scopes import NOTHING, condition
from hamdeli.places.models import Place


def visible_posts(user: User) -> PostQuerySet:
    """Return the posts that `user` may see: those in the places where `user` gives and ends posts."""
    seen = NOTHING
    for post in user.posts_now:
        if post.gives(Right.APPOINT):
            there = condition(post, province="place", county="place", centre="", aide="")
            beneath = condition(post, province="place__parent", county="", centre="", aide="")
            seen |= (there | beneath) & Q(role__in=ENDS[post.role])
    return Post.objects.filter(seen)


def gives_post(user: User, role: str, place: Place) -> bool:
    """Say whether `user` gives a post of that role at that place now."""
    return any(post.place_id in (place.pk, place.parent_id) for post in givers(user, role))


def givers(user: User, role: str) -> list[Post]:
    """Return the posts held now by which `user` gives posts of that role."""
    return [post for post in user.posts_now if role in GIVES.get(post.role, ())]


def access_post(user: User, pk: int) -> Post:
    """Return the post, or raise 404 for a stranger."""
    return get_object_or_404(visible_posts(user), pk=pk)


def require_right(user: User, right: Right) -> None:
    """Raise 404 unless a post held now gives `right`: strangers do not learn that the page exists."""
    if not user.has(right):
        raise Http404


def as_of_now(user: User) -> User:
    """Return the user with the posts held at this moment; a user who was closed holds none."""
    fresh = User.objects.get(pk=user.pk)
    if not fresh.is_active:
        fresh.posts_now = []
    return fresh
