"""Choosing whom to be, and becoming that user by one click."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.models import Post, User
from hamdeli.centres.models import Centre
from hamdeli.desk.demo.following import PAST, STAGES, TODAY, head_of_family
from hamdeli.desk.demo.opening import require_demonstration
from hamdeli.desk.demo.roles import DEEDS, ICONS

BACKEND = "hamdeli.accounts.backends.PostHolders"
PARTS_OF_WALK = ((_("How it came about"), PAST), (_("What is to be done today"), TODAY))


@dataclass(frozen=True)
class Choice:
    """One of those whom the visitor may be."""

    user: User
    role: str
    where: str
    deed: Any
    icon: str


@login_not_required
@never_cache
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Show the roles, one button for each."""
    require_demonstration(request)
    return render(request, "desk/demo/roles.html", {"choices": choices(), "head": head_of_family()})


@login_not_required
@never_cache
@require_safe
def demo_family(request: HttpRequest) -> HttpResponse:
    """Show the stops of one family's life, one button for each."""
    require_demonstration(request)
    head = head_of_family()
    if head is None:
        raise Http404
    users = {user.username: user for user in User.objects.filter(demonstration=True).prefetch_related("posts")}
    parts = [(title, [(stage, users[stage.user]) for stage in stages]) for title, stages in PARTS_OF_WALK]
    return render(request, "desk/demo/family.html", {"head": head, "parts": parts})


@login_not_required
@never_cache
@require_POST
def demo_session(request: HttpRequest) -> HttpResponse:
    """Sign in as the chosen demonstration user, and as nobody else; with a stop of the walk, go there."""
    require_demonstration(request)
    stage = STAGES.get(request.POST.get("stage", ""))
    username = stage.user if stage else request.POST.get("user", "")
    user = get_object_or_404(User, username=username, demonstration=True, is_active=True)
    login(request, user, backend=BACKEND)
    head = head_of_family() if stage else None
    return redirect(stage.address(head.household.case_file) if stage and head else "desk:first_page")


def choices() -> list[Choice]:
    """Return the demonstration users with their posts, in the order in which they were made."""
    users = User.objects.filter(demonstration=True, is_active=True).order_by("pk").prefetch_related("posts__place")
    posts = [(user, post) for user in users for post in list(user.posts.all())[:1]]
    codes = [post.centre_code for _user, post in posts if post.centre_code]
    names = dict(Centre.objects.filter(code__in=codes).values_list("code", "name"))
    return [choice(user, post, names) for user, post in posts]


def choice(user: User, post: Post, centre_names: dict[str, str]) -> Choice:
    """Return one choice."""
    where = centre_names.get(post.centre_code, post.centre_code) if post.centre_code else post.place.name
    return Choice(user, post.get_role_display(), where, DEEDS[post.role], ICONS[post.role])
