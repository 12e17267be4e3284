"""Why a sentence is not printed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeftOut(models.TextChoices):
    """Why a sentence is not printed."""

    UNCOUNTED = "uncounted", _("the indicator was not counted for this period")
    NO_RATIO = "no_ratio", _("there is nothing to divide by")
    NO_PARTS = "no_parts", _("a part of the ratio, its day or what it counts is not known")
    HIDDEN = "hidden", _("its counts are for those only who may open the files")
    SMALL = "small", _("it would tell of fewer than ten")
    NEAR = "near", _("it differs by fewer than ten families from an earlier bulletin")
    UNWANTED = "unwanted", _("the author left it out")
