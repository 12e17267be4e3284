"""What centres ask most, and how soon they are answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.pictures import Chart, Series
from hamdeli.persian.calendar import MONTHS_FA, MONTHS_SOLAR_EN, format_date, to_solar
from hamdeli.persian.digits import in_language, is_persian
from hamdeli.support.access import supported_by
from hamdeli.support.counting import Counted, Month, counted
from hamdeli.support.models import HelpRequest, Topic

NAMED = 3
"""Topics with a colour of their own in the chart."""


@require_safe
def help_counts(request: Request) -> HttpResponse:
    """Show the topics by month, the times of answers, and the centres that ask most."""
    require_right(request.user, Right.SUPPORT_CENTRES)
    today, language = timezone.localdate(), get_language() or "fa"
    found = counted(HelpRequest.objects.filter(supported_by(request.user)), today)
    span = {"since": format_date(found.since, language), "until": format_date(found.until, language)}
    words: dict[str, Any] = {
        "found": found,
        "span": span,
        "chart": chart_of(found, language),
        "months": [(month_name(month, language), rows_of(month, language), month) for month in found.months],
        "topics": [(topic, Topic(topic).label, many) for topic, many in found.topics],
        "today": today,
    }
    return render(request, "desk/support/counts.html", words)


def chart_of(found: Counted, language: str) -> Chart:
    """Return the topics by month as stacked bars: the most frequent by name, the others as one, a colour for each."""
    names = [month_name(month, language) for month in found.months]
    first = [topic for topic, _many in found.topics[:NAMED]]
    series = [
        Series(str(Topic(topic).label), [float(month.topics[topic]) for month in found.months]) for topic in first
    ]
    if len(found.topics) > NAMED:
        rest = [float(month.topics.total() - sum(month.topics[topic] for topic in first)) for month in found.months]
        series.append(Series(_("other topics"), rest))
    title = _("Requests by month and topic")
    return Chart("topics", title, names, series, kind="stacked", category_label=_("Month"))


def month_name(month: Month, language: str) -> str:
    """Return the Solar Hijri month in the reader's letters."""
    year, number, _day = to_solar(month.first)
    names = MONTHS_FA if is_persian(language) else MONTHS_SOLAR_EN
    return f"{names[number - 1]} {in_language(year, language)}"


def rows_of(month: Month, language: str) -> dict[str, str]:
    """Return the first and last day of the month as the filters of the list take them."""
    return {"since": format_date(month.first, language), "until": format_date(month.last, language)}
