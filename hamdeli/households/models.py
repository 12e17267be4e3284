"""Families and the persons in them. What identifies a person is sealed in the database."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.journal.models import Versioned
from hamdeli.places.languages import Language


class Sex(models.TextChoices):
    """As in the birth certificate."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")


class Kinship(models.TextChoices):
    """What the person is to the head of the household."""

    HEAD = "head", _("head of household")
    SPOUSE = "spouse", _("spouse")
    CHILD = "child", _("child")
    PARENT = "parent", _("parent")
    OTHER = "other", _("other relative")


class Tenure(models.TextChoices):
    """How the family lives."""

    OWNED = "owned", _("own home")
    RENTED = "rented", _("rented")
    RELATIVES = "relatives", _("with relatives")
    LENT = "lent", _("lent home")
    NONE = "none", _("without a home")


class Asset(models.TextChoices):
    """What a family owns; the codes stand in `Household.assets`."""

    REFRIGERATOR = "refrigerator", _("refrigerator")
    STOVE = "stove", _("stove")
    WASHING_MACHINE = "washing_machine", _("washing machine")
    TELEVISION = "television", _("television")
    PHONE = "phone", _("smartphone")
    COMPUTER = "computer", _("computer")
    MOTORCYCLE = "motorcycle", _("motorcycle")
    CAR = "car", _("car")
    SHOP = "shop", _("shop or workshop")
    LAND = "land", _("farmland or orchard")
    LIVESTOCK = "livestock", _("livestock")
    SECOND_HOME = "second_home", _("second home")


class Education(models.TextChoices):
    """The highest schooling."""

    NONE = "none", _("cannot read and write")
    PRIMARY = "primary", _("primary school")
    MIDDLE = "middle", _("lower secondary school")
    SECONDARY = "secondary", _("upper secondary school")
    UNIVERSITY = "university", _("university")
    RELIGIOUS = "religious", _("seminary")


class Health(models.TextChoices):
    """How the person is."""

    WELL = "well", _("well")
    CHRONIC = "chronic", _("chronic illness")
    SPECIAL = "special", _("special disease")
    DISABLED = "disabled", _("disability")


class Work(models.TextChoices):
    """What the person does."""

    CHILD = "child", _("child below school age")
    PUPIL = "pupil", _("pupil or student")
    EMPLOYED = "employed", _("employed")
    CASUAL = "casual", _("casual work")
    UNEMPLOYED = "unemployed", _("without work")
    HOME = "home", _("keeps the house")
    PENSION = "pension", _("pensioner")
    UNABLE = "unable", _("unable to work")


class Insurance(models.TextChoices):
    """Which insurance the person has."""

    NONE = "none", _("none")
    HEALTH = "health", _("health insurance")
    SOCIAL = "social", _("social security")
    RURAL = "rural", _("rural insurance")


class Left(models.TextChoices):
    """Why somebody is no longer of the household."""

    DEATH = "death", _("death")
    MARRIAGE = "marriage", _("marriage")
    DIVORCE = "divorce", _("divorce")
    MOVED = "moved", _("moved away")
    PRISON = "prison", _("prison")
    MISTAKE = "mistake", _("entered by mistake")


class Household(Versioned):
    """One family. Its place is kept exactly, and shown no more precisely than the viewer may see."""

    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    members_count = models.PositiveSmallIntegerField(_("members"), default=1)
    address_sealed = models.BinaryField(null=True, blank=True, editable=False)
    phone_sealed = models.BinaryField(null=True, blank=True, editable=False)
    tenure = models.CharField(_("housing"), max_length=10, choices=Tenure.choices, blank=True)
    rent = models.PositiveBigIntegerField(_("rent a month (rials)"), null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(_("rooms"), null=True, blank=True)
    assets: models.JSONField[Any, Any] = models.JSONField(_("assets"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language.choices, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        constraints = [
            models.CheckConstraint(
                name="household_on_earth", condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
            ),
            models.CheckConstraint(name="household_has_members", condition=Q(members_count__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about many persons."""

    def present(self) -> PersonQuerySet:
        """Return those who have not left their household."""
        return self.filter(left_on__isnull=True)


class Person(Versioned):
    """One member of a household, or one who was."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members", verbose_name=_("household"))
    kinship = models.CharField(_("kinship"), max_length=10, choices=Kinship.choices)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    education = models.CharField(_("education"), max_length=10, choices=Education.choices, blank=True)
    health = models.CharField(_("health"), max_length=10, choices=Health.choices, blank=True)
    work = models.CharField(_("work"), max_length=10, choices=Work.choices, blank=True)
    income = models.PositiveBigIntegerField(_("income a month (rials)"), null=True, blank=True)
    insurance = models.CharField(_("insurance"), max_length=10, choices=Insurance.choices, blank=True)
    left_on = models.DateField(_("left the household on"), null=True, blank=True)
    left_why = models.CharField(_("reason of leaving"), max_length=10, choices=Left.choices, blank=True)
    national_code_sealed = models.BinaryField(null=True, blank=True, editable=False)
    national_code_index = models.CharField(max_length=64, null=True, blank=True, db_index=True, editable=False)  # noqa: DJ001

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(kinship="head", left_on__isnull=True), name="household_one_head"
            ),
            # Whoever moves from one household to another leaves the first, and is a member of one.
            models.UniqueConstraint(
                fields=["national_code_index"], condition=Q(left_on__isnull=True), name="person_in_one_household"
            ),
            models.CheckConstraint(
                name="person_left_whole",
                condition=Q(left_on__isnull=True, left_why="") | (Q(left_on__isnull=False) & ~Q(left_why="")),
            ),
            models.CheckConstraint(name="person_kinship_known", condition=Q(kinship__in=Kinship.values)),
            models.CheckConstraint(name="person_sex_known", condition=Q(sex__in=["", *Sex.values])),
            models.CheckConstraint(
                name="person_code_sealed_and_indexed",
                condition=Q(national_code_sealed__isnull=True, national_code_index__isnull=True)
                | Q(national_code_sealed__isnull=False, national_code_index__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class NameWord(models.Model):
    """One folded word of a person's name: what a search by name looks up."""

    word = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.CASCADE, related_name="name_words", verbose_name=_("person"))
    household = models.ForeignKey(Household, models.CASCADE, related_name="name_words", verbose_name=_("household"))

    class Meta:
        verbose_name = _("word of a name")
        verbose_name_plural = _("words of names")
        # PostgreSQL uses it for the beginning of a word by this class of operators alone; SQLite knows no classes.
        indexes = [
            models.Index(
                fields=["word", "household"], name="households_of_word", opclasses=["varchar_pattern_ops", "int8_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.word
