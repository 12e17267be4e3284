"""The knowledge page: articles by topic and words, what is read most, and what readers say of them."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.support.courses import data_of
from hamdeli.desk.support.forms import ArticleFilter, ArticleForm, OpinionForm
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.support.access import access_article, require_any, supported_provinces, supports, visible_articles
from hamdeli.support.knowing import Text, judge_article, read_article, rewrite_article, write_article
from hamdeli.support.models import Article, ArticleQuerySet, Topic

WRITTEN = ("topic", "title", "words", "published")


@require_safe
def knowledge(request: Request) -> HttpResponse:
    """List the articles, the most read first."""
    require_any(request.user)
    form = ArticleFilter(request.GET)
    page = page_by_key(chosen(request.user, form), request.GET, "-readers", "-id")
    words: dict[str, Any] = {"form": form, "page": page, "supports": request.user.has(Right.SUPPORT_CENTRES)}
    template = "_articles" if request.htmx else "knowledge"
    return render(request, f"desk/support/{template}.html", words)


def chosen(user: User, form: ArticleFilter) -> ArticleQuerySet:
    """Return the articles that the form asks for, each with what its readers said."""
    rows = visible_articles(user)
    if form.is_valid():
        asked = form.cleaned_data
        rows = rows.matching(asked["q"]) if asked["q"] else rows
        rows = rows.filter(topic=asked["topic"]) if asked["topic"] else rows
    return rows.annotate(
        useful=Count("readings", filter=Q(readings__useful=True)),
        judged=Count("readings", filter=Q(readings__useful__isnull=False)),
    )


@require_safe
def knowledge_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    require_any(request.user)
    found: Any = chosen(request.user, ArticleFilter(request.GET)).order_by("-readers", "-id")
    rows = list(found.values_list("topic", "title", "published", "readers", "useful", "judged"))
    details = {"rows": len(rows)}
    write(actor=request.user.actor, verb="exported", kind="article", subject="list", details=details)
    columns = [_("Topic"), _("Title"), _("Published"), _("Readers"), _("Found it useful"), _("Said so or not")]
    names = dict(Topic.choices)
    cells = (
        [names[topic], title, _("yes") if published else _("no"), *counts] for topic, title, published, *counts in rows
    )
    return workbook("knowledge.xlsx", _("Knowledge"), columns, cells)


@require_safe
def article(request: Request, pk: int) -> HttpResponse:
    """Show one article, with what its readers said; the page counts its reader by a request of its own."""
    one = access_article(request.user, pk)
    readings = one.readings.exclude(useful=None)
    words = {
        "one": one,
        "mine": one.readings.filter(user=request.user).first(),
        "useful": readings.filter(useful=True).count(),
        "judged": readings.count(),
        "writes": supports(request.user, one.province_id),
    }
    return render(request, "desk/support/article.html", words)


@posted("desk:article", "pk")
def article_reading(request: Request, pk: int) -> HttpResponse:
    """Count the reader, once; nothing is shown."""
    read_article(article=access_article(request.user, pk), by=request.user, now=timezone.now())
    return HttpResponse(status=204)


@posted("desk:article", "pk")
def article_opinion(request: Request, pk: int) -> HttpResponse:
    """Keep whether the article was useful to the reader."""
    one = access_article(request.user, pk)
    form = OpinionForm(request.POST)
    if form.is_valid():
        judge_article(article=one, useful=form.cleaned_data["useful"], by=request.user, now=timezone.now())
        messages.success(request, _("Thank you. Your answer is counted once."))
    else:
        messages.error(request, _("Say yes or no."))
    return redirect("desk:article", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def article_new(request: Request) -> HttpResponse:
    """Write an article."""
    require_right(request.user, Right.SUPPORT_CENTRES)
    form = ArticleForm(data_of(request), provinces=supported_provinces(request.user))
    made: list[Article] = []

    def act() -> None:
        text, now = Text(**form.told()), timezone.now()
        made.append(write_article(province=form.province, text=text, by=request.user, now=now, key=key_of(request)))

    back = reverse("desk:knowledge")
    deed = Deed(title=_("A new article"), what="", button=_("Save"), done=_("The article is kept."), back=back)
    answer = carry_out(request, deed, form, act, None)
    return redirect("desk:article", pk=made[0].pk) if made else answer


@require_http_methods(["GET", "HEAD", "POST"])
def article_details(request: Request, pk: int) -> HttpResponse:
    """Change an article; publish it, or take it from the centres again."""
    one = access_article(request.user, pk, writing=True)
    form = ArticleForm(data_of(request), initial={name: getattr(one, name) for name in WRITTEN})

    def act() -> None:
        rewrite_article(article=one, text=Text(**form.told()), by=request.user, seen_version=version_of(request))

    deed = Deed(
        title=_("Change the article"),
        what=_("Take out what tells of one centre or one family before you publish it."),
        button=_("Save"),
        done=_("The article is kept."),
        back=reverse("desk:article", args=[pk]),
        thing=one,
    )
    return carry_out(request, deed, form, act, None)
