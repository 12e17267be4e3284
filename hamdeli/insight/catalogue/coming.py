"""What officials publish as well, and for which this house keeps no records yet."""

from django.utils.translation import gettext_lazy as _

from hamdeli.insight.catalogue.kinds import Coming

GIVING = _("comes with giving: gifts, donors and the books")
COMING = (
    Coming("gifts", _("Gifts of the people: in all, in money and in kind, by kind"), GIVING),
    Coming("spending", _("Spending by heading of the books"), GIVING),
    Coming("donors", _("Donors and sponsors"), GIVING),
    Coming("children_sponsored", _("A month's sponsorship per child, and children who wait for a sponsor"), GIVING),
    Coming("boxes", _("Charity boxes and their spread"), GIVING),
    Coming("zakat", _("Religious dues by kind"), GIVING),
    Coming("households_share", _("Share of households under support"), _("comes with a census of households by place")),
    Coming("deciles", _("Families by income decile"), _("comes with a source of deciles")),
    Coming("homes", _("Families that live in towns and in villages"), _("comes with the neighbourhood of each home")),
)
