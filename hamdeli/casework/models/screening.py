"""Screening of social harms, counselling, and what only named posts may open."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.casework.models.visit import Visit
from hamdeli.households.models import Person
from hamdeli.questionnaires.models import Edition


class Screening(models.Model):
    """Answers of a family or a member to one edition of a questionnaire, with score and level. Never changed."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="screenings", verbose_name=_("case file"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="screenings", verbose_name=_("person")
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="screenings", verbose_name=_("visit")
    )
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", verbose_name=_("questionnaire"))
    sealed = models.BinaryField(editable=False)
    """The answers as JSON, sealed."""
    restricted = models.BooleanField(_("restricted"), default=False)
    score = models.IntegerField(_("score"))
    level = models.CharField(_("level"), max_length=20)
    done_on = models.DateField(_("done on"))
    made_at = models.DateTimeField(_("written down"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        indexes = [models.Index(fields=["case_file", "-id"], name="screening_of_file")]

    def __str__(self) -> str:
        return self.level


class Counselling(models.Model):
    """A session of counselling, of one family or of a group."""

    class Topic(models.TextChoices):
        """What it is about."""

        PREVENTION = "prevention", _("prevention of harms")
        ADDICTION = "addiction", _("addiction")
        LIFE_SKILLS = "life_skills", _("life skills")
        PARENTING = "parenting", _("parenting")
        MARRIAGE = "marriage", _("marriage and divorce")
        CYBERSPACE = "cyberspace", _("cyberspace")
        GRIEF = "grief", _("grief")
        OTHER = "other", _("other")

    case_files = models.ManyToManyField(CaseFile, related_name="counselling", verbose_name=_("families"))
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    group = models.BooleanField(_("group"), default=False)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    held_on = models.DateField(_("held on"))
    counsellor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("counsellor"))
    sealed = models.BinaryField(editable=False)
    """What was said, sealed."""
    made_at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("counselling")
        verbose_name_plural = _("counselling")
        constraints = [models.CheckConstraint(name="counselling_took_time", condition=Q(minutes__range=(1, 600)))]

    def __str__(self) -> str:
        return self.topic


class RestrictedNote(models.Model):
    """A section that only named posts may open: violence, a child at risk, and what goes to the authority."""

    class Subject(models.TextChoices):
        """What it is about."""

        CHILD = "child", _("child at risk")
        VIOLENCE = "violence", _("violence")
        SUICIDE = "suicide", _("danger of suicide")
        OTHER = "other", _("other")

    case_file = models.ForeignKey(
        CaseFile, models.PROTECT, related_name="restricted_notes", verbose_name=_("case file")
    )
    screening = models.ForeignKey(
        Screening, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("screening")
    )
    subject = models.CharField(_("subject"), max_length=10, choices=Subject.choices)
    sealed = models.BinaryField(editable=False)
    authority = models.CharField(_("competent authority"), max_length=120, blank=True)
    sent_on = models.DateField(_("brought there on"), null=True, blank=True)
    made_at = models.DateTimeField(_("written down"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))

    class Meta:
        verbose_name = _("restricted section")
        verbose_name_plural = _("restricted sections")

    def __str__(self) -> str:
        return self.subject
