"""What comes from phones that were without a signal: the keys they seal with, and every form that arrived."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User


class PhoneKey(models.Model):
    """A pair of keys: phones seal a finished form with the public one, and cannot read it back."""

    public: models.JSONField[Any, Any] = models.JSONField()
    """JSON Web Key, RSA-OAEP with SHA-256."""
    private_sealed = models.BinaryField(editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    """No longer handed out; forms sealed with it are still opened."""

    class Meta:
        verbose_name = _("key for phones")
        verbose_name_plural = _("keys for phones")

    def __str__(self) -> str:
        return f"{self.pk}"


class Submission(models.Model):
    """A form that a phone sent, kept as it came before anything is done with it. One row for each key and text."""

    class State(models.TextChoices):
        """What came of it."""

        STORED = "stored", _("stored")
        KEPT = "kept", _("kept for a person to look at")
        SET_ASIDE = "set_aside", _("set aside")

    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    user = models.ForeignKey(User, models.PROTECT, related_name="submissions", verbose_name=_("sent by"))
    kind = models.CharField(_("form"), max_length=20)
    subject = models.CharField(_("file code"), max_length=20)
    sealed = models.BinaryField(editable=False)
    """The form as JSON, sealed."""
    finished_at = models.DateTimeField(_("finished on the phone"))
    """By the clock of the phone, which may be wrong."""
    received_at = models.DateTimeField(_("received"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    outcome: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """What was made, or the code of the refusal with its values."""
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("form from a phone")
        verbose_name_plural = _("forms from phones")
        constraints = [
            models.UniqueConstraint(fields=["user", "key", "digest"], name="submission_once"),
            models.UniqueConstraint(fields=["user", "key"], condition=Q(state="stored"), name="submission_stored_once"),
            models.CheckConstraint(
                name="submission_set_aside_by_somebody",
                condition=~Q(state="set_aside") | (Q(answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "state", "-id"], name="submission_of_user"),
            models.Index(fields=["state", "-id"], name="submission_by_state"),
        ]

    def __str__(self) -> str:
        return self.key
