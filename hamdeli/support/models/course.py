"""Courses for those who work at centres: drafts, published editions, and who follows them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class Course(Versioned):
    """A course of a province, as its authors write it. People follow its editions."""

    class Audience(models.TextChoices):
        """For whom it is."""

        ALL = "all", pgettext_lazy("course", "everybody at a centre")
        HEADS = "heads", pgettext_lazy("course", "heads of centres")
        WORKERS = "workers", pgettext_lazy("course", "social workers")

    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    title = models.CharField(_("title"), max_length=120)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience.choices, default=Audience.ALL)
    text = models.TextField(_("text"), blank=True)
    questions = models.TextField(_("questions"), blank=True)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark in percent"), default=70)
    required_until = models.DateField(_("required until"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(name="course_pass_mark_sane", condition=Q(pass_mark__range=(1, 100))),
        ]
        indexes = [models.Index(fields=["province", "-id"], name="course_of_province")]

    def __str__(self) -> str:
        return self.title


class CourseEdition(models.Model):
    """What was published: it never changes, so a certificate says what was learnt."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions", verbose_name=_("course"))
    number = models.PositiveSmallIntegerField(_("edition"))
    title = models.CharField(_("title"), max_length=120)
    parts: models.JSONField[Any, Any] = models.JSONField(_("parts"))
    """`[{"title": ..., "text": ...}]`."""
    content: models.JSONField[Any, Any] = models.JSONField(_("questions"))
    """The questions in the shape of `questionnaires.content`; the right answer of each scores 1."""
    pass_mark = models.PositiveSmallIntegerField(_("pass mark in percent"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("published by"))

    class Meta:
        verbose_name = _("edition of a course")
        verbose_name_plural = _("editions of courses")
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="course_edition_once")]

    def __str__(self) -> str:
        return f"{self.course_id} {self.number}"


class Following(models.Model):
    """Somebody at a centre who follows an edition, up to the certificate."""

    edition = models.ForeignKey(CourseEdition, models.PROTECT, related_name="followings", verbose_name=_("edition"))
    user = models.ForeignKey(User, models.PROTECT, related_name="followings", verbose_name=_("user"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    began_at = models.DateTimeField(_("began"))
    parts_read = models.PositiveSmallIntegerField(_("parts read"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    best = models.PositiveSmallIntegerField(_("best result in percent"), default=0)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    certificate = models.CharField(_("certificate number"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("follower of a course")
        verbose_name_plural = _("followers of courses")
        constraints = [
            models.UniqueConstraint(fields=["edition", "user"], name="following_once"),
            models.UniqueConstraint(
                fields=["certificate"], condition=~Q(certificate=""), name="course_certificate_once"
            ),
            models.CheckConstraint(
                name="following_completed_whole",
                condition=Q(completed_at__isnull=True, certificate="")
                | (Q(completed_at__isnull=False) & ~Q(certificate="")),
            ),
        ]
        indexes = [models.Index(fields=["user", "completed_at"], name="following_of_user")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.user_id}"
