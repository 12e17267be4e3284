"""Articles of the knowledge page, and what their readers say of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.journal.models import Versioned
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place
from hamdeli.support.models.request import HelpRequest, Topic


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about many articles."""

    def matching(self, text: str) -> ArticleQuerySet:
        """Return those with every word of `text`, however it is typed."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(folded__contains=word)
        return rows


class Article(Versioned):
    """What is known about a topic, for the centres of a province."""

    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("words"))
    folded = models.TextField(editable=False)
    published = models.BooleanField(_("published"), default=False)
    request = models.OneToOneField(
        HelpRequest, models.PROTECT, null=True, blank=True, related_name="article", verbose_name=_("help request")
    )
    readers = models.PositiveIntegerField(_("readers"), default=0)
    """Of how many people it is known that they read it: the count of its readings."""
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"))

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.CheckConstraint(name="article_worded", condition=~Q(title="") & ~Q(words="")),
            models.CheckConstraint(name="article_topic_known", condition=Q(topic__in=Topic.values)),
        ]
        indexes = [models.Index(fields=["province", "-readers", "-id"], name="article_most_read")]

    def __str__(self) -> str:
        return self.title


class ArticleReading(models.Model):
    """Somebody read an article, and perhaps said whether it was useful: counted once for each person."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="readings", verbose_name=_("article"))
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("user"))
    useful = models.BooleanField(_("useful"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("reading of an article")
        verbose_name_plural = _("readings of articles")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="article_read_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.user_id}"
