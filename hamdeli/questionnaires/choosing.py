"""Which edition is asked: the province's own questionnaire where there is one, else the country's."""

from hamdeli.questionnaires.models import Edition, Questionnaire


def questionnaires_in_use(purpose: str, province_id: int | None) -> list[Questionnaire]:
    """Return the questionnaires of a purpose that are asked in a province, one for each code, ordered by code.

    One that is retired, or was never published, is not asked; the country's then takes its place again.
    """
    published = Questionnaire.objects.filter(purpose=purpose, retired_at__isnull=True, editions__isnull=False)
    country = published.filter(province__isnull=True).distinct()
    own = published.filter(province=province_id).distinct() if province_id else Questionnaire.objects.none()
    chosen = {row.code: row for row in [*country, *own]}
    return [chosen[code] for code in sorted(chosen)]


def editions_in_use(purpose: str, province_id: int | None) -> list[Edition]:
    """Return the newest edition of each questionnaire of a purpose that is asked in a province."""
    rows = questionnaires_in_use(purpose, province_id)
    newest = {
        edition.questionnaire_id: edition
        for edition in Edition.objects.filter(questionnaire__in=rows).select_related("questionnaire").order_by("number")
    }
    return [newest[row.pk] for row in rows]


def edition_in_use(code: str, purpose: str, province_id: int | None) -> Edition | None:
    """Return the edition of the questionnaire with that code that is asked in a province, or None."""
    found = (edition for edition in editions_in_use(purpose, province_id) if edition.questionnaire.code == code)
    return next(found, None)


def asked_in(edition: Edition, province_id: int) -> bool:
    """Say whether a form filled with this edition may come from that province, an older edition too."""
    return edition.questionnaire.province_id in (None, province_id)
