"""Who holds which post: the list, giving one, ending one."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamdeli.accounts.access import access_post, require_right, visible_posts
from hamdeli.accounts.appointing import appoint, end_post
from hamdeli.accounts.joining import join
from hamdeli.accounts.roles import CENTRE_ROLES, Right
from hamdeli.desk.accounts.forms import PostFilter, PostForm
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.once import once
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean


@require_safe
def post_list(request: Request) -> HttpResponse:
    """List the posts that the reader gives and ends."""
    require_right(request.user, Right.APPOINT)
    form = PostFilter(request.GET)
    posts = visible_posts(request.user).select_related("user", "place")
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    if text:
        code = to_ascii(clean(text)).upper()
        named = Q(user__name_fa__icontains=text) | Q(user__name_en__icontains=text)
        posts = posts.filter(Q(user__username__icontains=to_ascii(text)) | named | Q(centre_code__startswith=code))
    page = page_by_key(posts, request.GET, "-id")
    template = "desk/accounts/posts/_fragment.html" if request.htmx else "desk/accounts/posts/list.html"
    return render(request, template, {"form": form, "page": page, "now": timezone.now()})


@require_http_methods(["GET", "POST"])
def post_new(request: Request) -> HttpResponse:
    """Give a post."""
    require_right(request.user, Right.APPOINT)
    form = PostForm(request.POST or None, giver=request.user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "desk/accounts/posts/new.html", {"form": form}, status=status)
    password = give(request, form.cleaned_data)
    if password:
        messages.success(request, gettext("The account was made. Its first password, shown only now: %s") % password)
    return redirect("desk:posts")


def give(request: Request, asked: dict[str, Any]) -> str:
    """Give the post once, and return the first password of an account that was made for it."""
    passwords = []

    def act() -> int:
        words = {"name_fa": asked["name_fa"], "name_en": asked["name_en"]}
        user, password = join(username=asked["username"], **words, by=request.user)
        passwords.append(password)
        code = asked["centre_code"] if asked["role"] in CENTRE_ROLES else ""
        actor = request.user.actor
        return appoint(user=user, role=asked["role"], place=asked["place"], centre_code=code, actor=actor).pk

    body = [asked["username"], asked["role"], asked["place"].code, asked["centre_code"]]
    once(key=request.POST.get("idempotency_key", ""), actor=request.user.actor, purpose="appoint", body=body, act=act)
    return "".join(passwords)


@require_POST
@transaction.atomic
def post_end(request: Request, pk: int) -> HttpResponse:
    """End a post now."""
    post = access_post(request.user, pk)
    end_post(post=post, actor=request.user.actor)
    messages.success(request, gettext("The post has ended: from the next request on it shows nothing."))
    return redirect("desk:posts")
