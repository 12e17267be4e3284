"""Applications for new centres and the trustees who make them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.centres.founding.moves import STANDING, WRITABLE, State
from hamdeli.centres.models.centre import Centre, Kind
from hamdeli.journal.models import Versioned
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place


class Tenure(models.TextChoices):
    """How the founders hold the premises."""

    OWNED = "owned", _("owned by the centre")
    RENTED = "rented", _("rented")
    LENT = "lent", _("lent without rent")
    MOSQUE = "mosque", _("in a mosque")


class RefusedWhy(models.TextChoices):
    """Why an application is refused."""

    IDENTITY = "identity", _("identity or record of a trustee speaks against it")
    LOCAL = "local", _("the founders are not known in the neighbourhood")
    NEED = "need", _("the area is served already")
    PREMISES = "premises", _("the premises do not fit")
    STATUTE = "statute", _("the statute does not fit the rules")
    MONEY = "money", _("it cannot be seen how the centre will be paid for")
    OTHER = "other", pgettext_lazy("reason", "another reason")


class FoundingQuerySet(models.QuerySet["Founding"]):
    """Questions about many applications."""

    def matching(self, text: str) -> FoundingQuerySet:
        """Return those whose name has every word of `text`, however it is typed, or whose centre has this code."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(Q(name_folded__contains=word) | Q(centre__code__startswith=word.upper()))
        return rows

    def standing(self) -> FoundingQuerySet:
        """Return those whose area and trustees count: under way, approved or opened."""
        return self.filter(state__in=STANDING)


class Founding(Versioned):
    """One application for a centre, from the first draft to the opening."""

    State = State

    applicant = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    on_behalf = models.BooleanField(_("entered by the office on behalf of the founders"), default=False)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    begun_on = models.DateField(_("begun on"))
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    missing = models.TextField(_("what is missing"), blank=True)
    refused_why = models.CharField(_("reason"), max_length=10, choices=RefusedWhy.choices, blank=True)
    endorsed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved for the county by")
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved for the province by")
    )
    approved_on = models.DateField(_("approved in principle on"), null=True, blank=True)
    open_until = models.DateField(_("to be opened until"), null=True, blank=True)
    centre = models.OneToOneField(
        Centre, models.PROTECT, null=True, blank=True, related_name="founding", verbose_name=_("centre")
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)

    name = models.CharField(_("name of the centre"), max_length=150)
    name_folded = models.CharField(max_length=150, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.NEIGHBOURHOOD)
    specialities: models.JSONField[Any, Any] = models.JSONField(_("specialities"), default=list)
    mosque_based = models.BooleanField(_("mosque-based"), default=False)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    social_workers = models.PositiveSmallIntegerField(_("social workers"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    tenure = models.CharField(_("premises"), max_length=10, choices=Tenure.choices, blank=True)
    square_metres = models.PositiveIntegerField(_("square metres"), null=True, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    area = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("service area"))
    outline: models.JSONField[Any, Any] = models.JSONField(_("drawn service area"), null=True, blank=True)
    """A GeoJSON polygon with one ring, checked by `founding/outlining.py`."""
    funds_area = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("fund-raising area"))
    funds_note = models.CharField(_("where else money is raised"), max_length=300, blank=True)
    statute = models.TextField(_("statute"), blank=True)
    statute_digest = models.CharField(max_length=64, blank=True, editable=False)
    """Of the scan in the vault."""
    statute_type = models.CharField(max_length=20, blank=True, editable=False)

    objects = FoundingQuerySet.as_manager()

    class Meta:
        verbose_name = _("application for a centre")
        verbose_name_plural = _("applications for centres")
        constraints = [
            models.CheckConstraint(name="founding_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="founding_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="founding_two_people",
                condition=Q(endorsed_by__isnull=True) | Q(approved_by__isnull=True) | ~Q(endorsed_by=F("approved_by")),
            ),
            models.CheckConstraint(
                name="founding_endorsed_by_somebody",
                condition=~Q(state__in=["endorsed", "provisional", "opened", "lapsed"]) | Q(endorsed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="founding_approved_whole",
                condition=~Q(state__in=["provisional", "opened", "lapsed"])
                | Q(
                    approved_by__isnull=False,
                    approved_on__isnull=False,
                    open_until__isnull=False,
                    centre__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="founding_opened_in_time",
                condition=Q(opened_on__isnull=True)
                | Q(state="opened", opened_on__gte=F("approved_on"), opened_on__lte=F("open_until")),
            ),
            models.CheckConstraint(
                name="founding_opened_dated", condition=~Q(state="opened") | Q(opened_on__isnull=False)
            ),
            models.CheckConstraint(
                name="founding_refused_why", condition=Q(state="refused") & ~Q(refused_why="") | ~Q(state="refused")
            ),
            models.CheckConstraint(
                name="founding_point_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "-id"], name="founding_of_county"),
            models.Index(fields=["province", "state", "-id"], name="founding_of_province"),
            models.Index(fields=["applicant", "-id"], name="founding_of_applicant"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_writable(self) -> bool:
        """Say whether its writer may change it now."""
        return self.state in WRITABLE


class Trustee(Versioned):
    """One of the five to seven who found a centre. What identifies the person is sealed."""

    class Role(models.TextChoices):
        """The part in the board."""

        CHAIR = "chair", _("chair of the board")
        EXECUTIVE = "executive", _("executive, head of the centre")
        TREASURER = "treasurer", _("treasurer")
        MEMBER = "member", _("member of the board")

    founding = models.ForeignKey(
        Founding, models.CASCADE, related_name="trustees", verbose_name=_("application for a centre")
    )
    name = models.CharField(_("name"), max_length=120)
    sealed = models.BinaryField(editable=False)
    """JSON, sealed: national code, telephone, birth date."""
    code_index = models.CharField(max_length=64, db_index=True, editable=False)
    """The blind index of the national code."""
    role = models.CharField(_("part in the board"), max_length=10, choices=Role.choices)
    local_record = models.CharField(_("what he or she did in the neighbourhood"), max_length=500)
    endorsements = models.CharField(_("who vouches for the person"), max_length=300)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("user"))
    standing = models.BooleanField(default=False, editable=False)
    """The application is under way, approved or opened: the person belongs to this centre and to no other."""

    class Meta:
        verbose_name = _("trustee")
        verbose_name_plural = _("trustees")
        constraints = [
            models.CheckConstraint(
                name="trustee_role_known", condition=Q(role__in=["chair", "executive", "treasurer", "member"])
            ),
            models.UniqueConstraint(fields=["founding", "code_index"], name="trustee_once_a_founding"),
            models.UniqueConstraint(fields=["code_index"], condition=Q(standing=True), name="trustee_of_one_centre"),
            models.UniqueConstraint(
                fields=["founding", "role"], condition=~Q(role="member"), name="trustee_office_once"
            ),
        ]
        indexes = [models.Index(fields=["founding", "id"], name="trustee_of_founding")]

    def __str__(self) -> str:
        return self.name
