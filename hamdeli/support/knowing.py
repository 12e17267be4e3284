"""Articles: written, made of an answered request, changed; read and judged by each person once."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from hamdeli.accounts.models import User
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place
from hamdeli.support.faults import SupportFault
from hamdeli.support.models import Article, ArticleReading, HelpRequest
from hamdeli.support.moves import Act
from hamdeli.support.privacy import anonymous
from hamdeli.support.teaching import require_author

KIND = "article"


@dataclass(frozen=True)
class Text:
    """What an article says."""

    topic: str
    title: str
    words: str
    published: bool = False


@transaction.atomic
def write_article(*, province: Place, text: Text, by: User, now: datetime, key: str) -> Article:
    """Keep a new article, once for each key. Raises `SupportFault`."""
    require_author(by, province.pk)
    values = values_of(text)

    def make() -> int:
        return made(province.pk, values, by, now).pk

    body = asdict(text) | {"province": province.code}
    return Article.objects.get(pk=once(key=key, actor=by.actor, purpose="new article", body=body, act=make))


@transaction.atomic
def article_from(*, request: HelpRequest, by: User, now: datetime) -> Article:
    """Return the article of an answered request; the first time it is copied, unpublished, without who asked."""
    locked = HelpRequest.objects.select_for_update(of=("self",)).select_related("centre").get(pk=request.pk)
    require_author(by, locked.centre.province_id)
    known = Article.objects.filter(request=locked).first()
    if known:
        return known
    answer = locked.messages.filter(act=Act.ANSWER).order_by("-pk").first()
    if answer is None:
        raise SupportFault("not_now", state=locked.state)
    values = values_of(Text(locked.topic, locked.title, answer.words))
    return made(locked.centre.province_id, values, by, now, request=locked)


@transaction.atomic
def rewrite_article(*, article: Article, text: Text, by: User, seen_version: int) -> Article:
    """Change an article. Raises `SupportFault` and `Conflict`."""
    require_author(by, article.province_id)
    subject = str(article.pk)
    told: dict[str, Any] = {"actor": by.actor, "verb": "rewrote_article", "kind": KIND, "subject": subject}
    return change(article, seen_version=seen_version, values=values_of(text), **told)


@transaction.atomic
def read_article(*, article: Article, by: User, now: datetime) -> ArticleReading:
    """Count `by` among the readers, once."""
    reading, new = ArticleReading.objects.get_or_create(article=article, user=by, defaults={"read_at": now})
    if new:
        Article.objects.filter(pk=article.pk).update(readers=F("readers") + 1)
    return reading


@transaction.atomic
def judge_article(*, article: Article, useful: bool, by: User, now: datetime) -> ArticleReading:
    """Keep what `by` says of the article; another answer replaces the first and is not counted twice."""
    reading = read_article(article=article, by=by, now=now)
    reading.useful = useful
    reading.save(update_fields=["useful"])
    return reading


def values_of(text: Text) -> dict[str, Any]:
    """Return the values of the article. Raises `SupportFault` for an empty or a telling text."""
    title, words = anonymous(text.title), anonymous(text.words)
    folded = fold(f"{title} {words}")
    return {"topic": text.topic, "title": title, "words": words, "folded": folded, "published": text.published}


def made(
    province_id: int, values: dict[str, Any], by: User, now: datetime, request: HelpRequest | None = None
) -> Article:
    """Store the article and tell the journal."""
    article = Article.objects.create(province_id=province_id, request=request, made_by=by, made_at=now, **values)
    details = {"version": 1, "request": request.pk if request else None}
    write(actor=by.actor, verb="wrote_article", kind=KIND, subject=str(article.pk), details=details)
    return article
