"""Jobs: long work that shows its progress, can be cancelled and survives a restart."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of long work, asked for by a user (or by the system)."""

    class State(models.TextChoices):
        """Where the work stands."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    ENDED = (State.DONE, State.FAILED, State.CANCELLED)

    kind = models.CharField(_("kind"), max_length=60)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    arguments: models.JSONField[Any, Any] = models.JSONField(_("arguments"), default=dict)
    result: models.JSONField[Any, Any] = models.JSONField(_("result"), default=dict)
    fault = models.CharField(_("fault"), max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="job_state_known", condition=Q(state__in=["waiting", "running", "done", "failed", "cancelled"])
            ),
            models.CheckConstraint(
                name="job_end_dated",
                condition=Q(state__in=["waiting", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state"], name="job_open", condition=Q(state__in=["waiting", "running"]))]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def ended(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in self.ENDED


class JobFile(models.Model):
    """A file that a job reads or has written; kept outside the web root."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="files", verbose_name=_("job"))
    role = models.CharField(_("role"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(_("file"), upload_to="jobs/%Y/%m/")
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("job file")
        verbose_name_plural = _("job files")
        constraints = [models.UniqueConstraint(fields=["job", "role"], name="job_file_role_once")]

    def __str__(self) -> str:
        return self.name
