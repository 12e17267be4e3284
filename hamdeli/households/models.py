"""Families and the persons in them. What identifies a person is sealed in the database."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.journal.models import Versioned


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


class Household(Versioned):
    """One family. Its place is kept exactly, and shown no more precisely than the viewer may see."""

    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    members_count = models.PositiveSmallIntegerField(_("members"), default=1)
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


class Person(Versioned):
    """One member of a household."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members", verbose_name=_("household"))
    kinship = models.CharField(_("kinship"), max_length=10, choices=Kinship.choices)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    national_code_sealed = models.BinaryField(null=True, blank=True, editable=False)
    national_code_index = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.UniqueConstraint(fields=["household"], condition=Q(kinship="head"), name="household_one_head"),
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

    word = models.CharField(max_length=80, db_index=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="name_words", verbose_name=_("person"))
    household = models.ForeignKey(Household, models.CASCADE, related_name="name_words", verbose_name=_("household"))

    class Meta:
        verbose_name = _("word of a name")
        verbose_name_plural = _("words of names")

    def __str__(self) -> str:
        return self.word
