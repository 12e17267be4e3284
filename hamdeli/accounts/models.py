"""Users and their posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.roles import CENTRE_ROLES, RIGHTS, Right, Role
from hamdeli.journal.actors import Actor
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place

if TYPE_CHECKING:
    from datetime import datetime


class User(AbstractUser):
    """Somebody who signs in. What they may do is said by their posts alone."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), blank=True)
    name_fa = models.CharField(_("name in Persian"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    demonstration = models.BooleanField(_("demonstration user"), default=False)
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name in the reader's language, or the sign-in name."""
        spoken = self.name_fa if (get_language() or "fa").startswith("fa") else self.name_en
        return spoken or self.name_fa or self.username

    @cached_property
    def posts_now(self) -> list[Post]:
        """The posts held at this moment, read once a request."""
        return list(self.posts.held_at(timezone.now()).select_related("place").order_by("id"))

    @property
    def actor(self) -> Actor:
        """How the journal names this user."""
        return Actor(self.username, "; ".join(post.code for post in self.posts_now))

    def has(self, right: Right) -> bool:
        """Say whether any post held now gives `right`, wherever."""
        return any(right in RIGHTS[post.role] for post in self.posts_now)

    def get_full_name(self) -> str:
        """Return the name as shown."""
        return self.display_name


class PostQuerySet(models.QuerySet["Post"]):
    """Questions about many posts."""

    def held_at(self, moment: datetime) -> PostQuerySet:
        """Posts that are held at `moment`."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=moment), since__lte=moment)


class Post(Versioned):
    """A role on a place or on a centre, from and until. For a centre, `place` is its county."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    centre_code = models.CharField(_("centre code"), max_length=20, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.CheckConstraint(
                name="post_centre_roles_at_centres",
                condition=(Q(role__in=sorted(CENTRE_ROLES)) & ~Q(centre_code=""))
                | (~Q(role__in=sorted(CENTRE_ROLES)) & Q(centre_code="")),
            ),
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(name="post_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The post in one plain word: role@place or role@centre."""
        return f"{self.role}@{self.centre_code or self.place.code}"

    def gives(self, right: Right) -> bool:
        """Say whether this post gives `right`."""
        return right in RIGHTS[self.role]
