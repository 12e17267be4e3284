"""What the parts of a policy are called where the journal tells of a proposal."""

from django.utils.translation import pgettext_lazy

POLICY = {
    "distance_weight": pgettext_lazy("journal", "weight of the way"),
    "lack_of_speciality": pgettext_lazy("journal", "speciality that is lacking (m)"),
    "moving": pgettext_lazy("journal", "change of centre (m)"),
    "other_county": pgettext_lazy("journal", "another county (m)"),
    "stay_base": pgettext_lazy("journal", "staying with the county office (m)"),
    "stay_per_priority": pgettext_lazy("journal", "for each step of priority (m)"),
    "recall": pgettext_lazy("journal", "sending back to the office (m)"),
    "tiers": pgettext_lazy("journal", "evenness of load (thousandths of the places, m)"),
    "ceiling_per_centre": pgettext_lazy("journal", "no centre above"),
    "ceiling_per_worker": pgettext_lazy("journal", "no social worker above"),
    "may_leave_county": pgettext_lazy("journal", "a file may leave its county"),
}
