"""The languages that are spoken in the country, for families and for those who help them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """What somebody speaks."""

    PERSIAN = "fa", _("Persian")
    AZERI = "az", _("Azeri Turkish")
    KURDISH = "ku", _("Kurdish")
    LURI = "lr", _("Luri")
    ARABIC = "ar", _("Arabic")
    BALOCHI = "bal", _("Balochi")
    GILAKI = "glk", _("Gilaki")
    MAZANDERANI = "mzn", _("Mazanderani")
    TURKMEN = "tk", _("Turkmen")
    SIGN = "sign", _("sign language")
