"""Addresses of the pages about inspections, findings, grades, ranking and warnings."""

from django.urls import path

from hamdeli.centres.inspecting.moves import Act
from hamdeli.centres.models import FindingMove
from hamdeli.desk.inspections import centres, findings, lists, pages, planning, rankings, reports, warned, weights

NOUNS = {Act.SIGN: "signature", Act.REFUSE: "refusal", Act.CANCEL: "cancellation", Act.FIND: "finding"}
FINDING_NOUNS = {
    FindingMove.Act.ANSWER: "answer",
    FindingMove.Act.EXTEND: "extension",
    FindingMove.Act.RETURN: "return",
    FindingMove.Act.CLOSE: "closing",
}

urlpatterns = [
    path("inspections/", lists.inspection_list, name="inspections"),
    path("inspections/export/", lists.inspection_export, name="inspections_export"),
    path("inspections/<str:code>/", pages.inspection_page, name="inspection"),
    path("inspections/<str:code>/report/", reports.inspection_report, name="inspection_report"),
    *(
        path(f"inspections/<str:code>/{noun}/", pages.inspection_act, {"act": act.value}, name=f"inspection_{noun}")
        for act, noun in NOUNS.items()
    ),
    path("findings/", findings.finding_list, name="findings"),
    path("findings/export/", findings.finding_export, name="findings_export"),
    path("findings/<int:pk>/", findings.finding_page, name="finding"),
    *(
        path(f"findings/<int:pk>/{noun}/", findings.finding_act, {"act": act.value}, name=f"finding_{noun}")
        for act, noun in FINDING_NOUNS.items()
    ),
    path("centres/<str:code>/inspections/", centres.centre_inspections, name="centre_inspections"),
    path("centres/<str:code>/inspections/new/", planning.inspection_new, name="inspection_new"),
    path("centres/<str:code>/grade/", centres.centre_grade, name="centre_grade"),
    path("ranking/", rankings.ranking_list, name="ranking"),
    path("ranking/export/", rankings.ranking_export, name="ranking_export"),
    path("ranking/grading/", rankings.ranking_grading, name="ranking_grading"),
    path("ranking/weights/", weights.grade_weights, name="grade_weights"),
    path("ranking/weights/new/", weights.grade_weights_new, name="grade_weights_new"),
    path("warnings/", warned.warning_list, name="warnings"),
    path("warnings/export/", warned.warning_export, name="warnings_export"),
]
