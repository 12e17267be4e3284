"""Addresses of the pages about visits, and of who works on which file."""

from django.urls import path

from hamdeli.desk.casework.visiting import assignments, exporting, file_visits, mine, one_visit, routes, writing_down

ONE = "files/<str:code>/visits/<int:pk>"
urlpatterns = [
    path("visits/", mine.visits, name="visits"),
    path("visits/export/", exporting.visits_export, name="visits_export"),
    path("visits/due/", mine.due, name="visits_due"),
    path("visits/due/export/", exporting.due_export, name="visits_due_export"),
    path("visits/plans/", mine.plans, name="visit_plans"),
    path("visits/route/", routes.visit_route, name="visit_route"),
    path("visits/route/map.json", routes.visit_route_map, name="visit_route_map"),
    path("visits/route/order/", routes.visit_route_order, name="visit_route_order"),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/export/", exporting.assignments_export, name="assignments_export"),
    path("assignments/workers/", assignments.assignment, name="assignment"),
    path("files/<str:code>/visits/", file_visits.file_visits, name="file_visits"),
    path("files/<str:code>/visits/now/", writing_down.visit_now, name="visit_now"),
    path(f"{ONE}/", one_visit.visit, name="visit"),
    path(f"{ONE}/form/", writing_down.visit_form, name="visit_form"),
    path(f"{ONE}/move/", one_visit.visit_move, name="visit_move"),
    path(f"{ONE}/cancellation/", one_visit.visit_cancellation, name="visit_cancellation"),
    path(f"{ONE}/decision/", one_visit.visit_decision, name="visit_decision"),
    path(f"{ONE}/other-forms/<int:other>/", one_visit.visit_settlement, name="visit_settlement"),
    path(f"{ONE}/photos/<int:photo>/", one_visit.visit_photo, name="visit_photo"),
]
