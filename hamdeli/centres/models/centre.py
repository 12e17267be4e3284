"""The registry of centres."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class Kind(models.TextChoices):
    """What sort of centre it is."""

    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood centre")
    SPECIALISED = "specialised", _("specialised centre")
    GUILD = "guild", _("guild centre")


class Speciality(models.TextChoices):
    """What a centre has learnt to do beyond general care; also what a family may need most."""

    EMPLOYMENT = "employment", _("employment")
    EDUCATION = "education", _("education")
    HEALTH = "health", _("health")
    SOCIAL_WORK = "social_work", _("social work")


class Licence(models.TextChoices):
    """The state of the licence: active, or the reason why not."""

    ACTIVE = "active", _("active")
    PROVISIONAL = "provisional", _("approval in principle")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


class Setting(models.TextChoices):
    """Where the centre stands."""

    URBAN = "urban", _("urban")
    RURAL = "rural", _("rural")


class CentreQuerySet(models.QuerySet["Centre"]):
    """Questions about many centres."""

    def visible_to(self, user: User) -> CentreQuerySet:
        """Return the centres that `user` may see now."""
        return self.filter(scope(user, Right.SEE_CENTRES, centre="code"))

    def licensed(self) -> CentreQuerySet:
        """Return the centres that may receive files."""
        return self.filter(licence=Licence.ACTIVE)


class Centre(Versioned):
    """One charity centre. Its code identifies it, never its name."""

    code = models.CharField(_("centre code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=150)
    name_folded = models.CharField(max_length=150, db_index=True)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    setting = models.CharField(_("setting"), max_length=6, choices=Setting.choices, default=Setting.URBAN)
    mosque_based = models.BooleanField(_("mosque-based"), default=False)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    capacity = models.PositiveIntegerField(_("capacity"))
    social_workers = models.PositiveSmallIntegerField(_("social workers"), default=1)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, default=Licence.ACTIVE)
    licence_note = models.CharField(_("note on the licence"), max_length=300, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    probation_until = models.DateField(_("on probation until"), null=True, blank=True)
    probation_places = models.PositiveIntegerField(_("places during probation"), null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    """In the international form; its opening hours are rows of their own."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        constraints = [
            models.CheckConstraint(name="centre_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="centre_licence_known", condition=Q(licence__in=Licence.values)),
            models.CheckConstraint(name="centre_setting_known", condition=Q(setting__in=Setting.values)),
            models.CheckConstraint(
                name="centre_probation_whole",
                condition=Q(probation_until__isnull=True, probation_places__isnull=True)
                | Q(probation_until__isnull=False, probation_places__isnull=False),
            ),
            models.CheckConstraint(
                name="centre_on_earth", condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
            ),
        ]
        indexes = [
            models.Index(fields=["province", "code"], name="centre_by_province"),
            models.Index(fields=["county", "code"], name="centre_by_county"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def may_receive(self) -> bool:
        """Say whether a file may be handed to this centre."""
        return self.licence == Licence.ACTIVE

    @property
    def ceiling(self) -> int:
        """How many files the centre may carry today: its capacity, or less during its probation."""
        return self.capacity if self.probation_places is None else min(self.capacity, self.probation_places)


class Capability(models.Model):
    """One speciality of one centre."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="capabilities", verbose_name=_("centre"))
    speciality = models.CharField(_("speciality"), max_length=15, choices=Speciality.choices)

    class Meta:
        verbose_name = _("speciality of a centre")
        verbose_name_plural = _("specialities of centres")
        constraints = [
            models.UniqueConstraint(fields=["centre", "speciality"], name="capability_once"),
            models.CheckConstraint(name="capability_known", condition=Q(speciality__in=Speciality.values)),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.speciality}"
