"""Aid: what was given to whom. Where the money came from is a word here; the books follow with giving."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.households.models import Household, Person
from hamdeli.journal.models import Versioned
from hamdeli.persian.digits import is_persian
from hamdeli.places.models import Place


class AidKind(Versioned):
    """A kind of aid, and how long the same household waits before the same kind again."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name_fa = models.CharField(_("name in Persian"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    period_days = models.PositiveSmallIntegerField(_("not again within so many days"), default=0)
    money = models.BooleanField(_("money"), default=False)

    class Meta:
        verbose_name = _("kind of aid")
        verbose_name_plural = _("kinds of aid")

    def __str__(self) -> str:
        return self.name_fa

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_fa if is_persian(get_language() or "fa") else self.name_en


class Delivery(Versioned):
    """A list of families who receive the same thing on one day, at one door."""

    class State(models.TextChoices):
        """Where the list stands."""

        DRAFT = "draft", _("being prepared")
        APPROVED = "approved", _("approved")
        CLOSED = "closed", pgettext_lazy("delivery", "closed")

    title = models.CharField(_("title"), max_length=120)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="deliveries", verbose_name=_("centre"))
    kind = models.ForeignKey(AidKind, models.PROTECT, related_name="+", verbose_name=_("kind of aid"))
    worth = models.PositiveBigIntegerField(_("worth of each (rials)"))
    source = models.CharField(_("source"), max_length=80)
    on = models.DateField(_("on"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    approver = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    made_at = models.DateTimeField(_("made"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery list")
        verbose_name_plural = _("delivery lists")
        constraints = [
            models.CheckConstraint(
                name="delivery_approved_by_another",
                condition=Q(state="draft", approver__isnull=True)
                | (~Q(state="draft") & Q(approver__isnull=False) & ~Q(approver=F("author"))),
            ),
            models.CheckConstraint(
                name="delivery_closed_dated",
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DeliveryLine(Versioned):
    """One family on a delivery list, with the code that it shows at the door."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="lines", verbose_name=_("delivery list"))
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="+", verbose_name=_("case file"))
    code = models.CharField(_("code"), max_length=12, unique=True)
    override_reason = models.CharField(_("reason of the exception"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("line of a delivery list")
        verbose_name_plural = _("lines of delivery lists")
        constraints = [models.UniqueConstraint(fields=["delivery", "case_file"], name="delivery_family_once")]

    def __str__(self) -> str:
        return self.code


class Aid(models.Model):
    """One thing that a family received. Never changed; a mistake is taken back by another row.

    `line_round` counts how often the line of a delivery list was served: above 0 only after a mistake was taken back.
    """

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="aid", verbose_name=_("case file"))
    household = models.ForeignKey(Household, models.PROTECT, related_name="aid", verbose_name=_("household"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="aid", verbose_name=_("person")
    )
    kind = models.ForeignKey(AidKind, models.PROTECT, related_name="+", verbose_name=_("kind of aid"))
    worth = models.PositiveBigIntegerField(_("worth (rials)"))
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    source = models.CharField(_("source"), max_length=80)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="aid", verbose_name=_("centre")
    )
    line = models.ForeignKey(
        DeliveryLine, models.PROTECT, null=True, blank=True, related_name="aid", verbose_name=_("delivery line")
    )
    line_round = models.PositiveSmallIntegerField(default=0, editable=False)
    given_on = models.DateField(_("given on"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    approver = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    giver = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given by"))
    override_reason = models.CharField(_("reason of the exception"), max_length=200, blank=True)
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by", verbose_name=_("takes back")
    )
    made_at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("aid")
        verbose_name_plural = _("aid")
        constraints = [
            models.CheckConstraint(name="aid_is_something", condition=Q(quantity__gte=1)),
            models.UniqueConstraint(fields=["line", "line_round"], name="aid_line_round_once"),
            models.CheckConstraint(
                name="aid_approved_by_another", condition=Q(approver__isnull=True) | ~Q(approver=F("author"))
            ),
            models.CheckConstraint(
                name="aid_given_by_another", condition=Q(approver__isnull=True) | ~Q(approver=F("giver"))
            ),
        ]
        indexes = [
            models.Index(fields=["household", "kind", "-given_on"], name="aid_of_household"),
            models.Index(fields=["centre", "-given_on"], name="aid_of_centre"),
            models.Index(fields=["county", "-given_on"], name="aid_of_county"),
            models.Index(fields=["county", "-made_at"], name="aid_exceptions", condition=~Q(override_reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.kind_id} {self.given_on}"
