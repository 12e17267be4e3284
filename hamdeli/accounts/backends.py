"""Who a session belongs to, with the posts that every page asks for next."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from hamdeli.accounts.models import Post, User


class PostHolders(AuthenticationBackend):  # type: ignore[misc]
    """Sign-in as allauth has it; the user and the posts held now come in one reading."""

    def get_user(self, user_id: int) -> User | None:
        """Return the user of a session, or None where they are gone or may no longer sign in."""
        held = Post.objects.filter(user=user_id).held_at(timezone.now())
        posts = list(held.select_related("user", "place").order_by("id"))
        if not posts:
            known: User | None = super().get_user(user_id)
            return known
        user = posts[0].user
        for post in posts:
            post.user = user
        user.posts_now = posts
        return user if self.user_can_authenticate(user) else None
