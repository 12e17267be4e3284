"""Addresses of the pages about the founding of centres: applications, checks, approvals."""

from django.urls import URLPattern, path

from hamdeli.desk.founding import acts, checklist, lists, pages, parts, trustees
from hamdeli.desk.founding.words import STEPS

ONE = "foundings/<int:pk>"
urlpatterns: list[URLPattern] = [
    path("foundings/", lists.founding_list, name="foundings"),
    path("foundings/export/", lists.foundings_export, name="foundings_export"),
    path("foundings/new/", pages.founding_new, name="founding_new"),
    path("foundings/checklist/", checklist.founding_checklist, name="founding_checklist"),
    path("foundings/checklist/new/", checklist.founding_checklist_new, name="founding_checklist_new"),
    path("foundings/checklist/<slug:code>/", checklist.founding_checklist_line, name="founding_checklist_line"),
    path(f"{ONE}/", pages.founding_page, name="founding"),
    path(f"{ONE}/map.json", pages.founding_map, name="founding_map"),
    path(f"{ONE}/people/", pages.founding_people, name="founding_people"),
    path(f"{ONE}/centre/", parts.founding_centre, name="founding_centre"),
    path(f"{ONE}/premises/", parts.founding_premises, name="founding_premises"),
    path(f"{ONE}/area/", parts.founding_area, name="founding_area"),
    path(f"{ONE}/funds/", parts.founding_funds, name="founding_funds"),
    path(f"{ONE}/statute/", parts.founding_statute, name="founding_statute"),
    path(f"{ONE}/statute/file/", pages.founding_statute_file, name="founding_statute_file"),
    path(f"{ONE}/trustees/new/", trustees.founding_trustee_new, name="founding_trustee_new"),
    path(f"{ONE}/trustees/<int:trustee>/", trustees.founding_trustee, name="founding_trustee"),
    path(f"{ONE}/trustees/<int:trustee>/removal/", trustees.founding_trustee_removal, name="founding_trustee_removal"),
    path(f"{ONE}/checks/<slug:code>/", acts.founding_check, name="founding_check"),
    path(f"{ONE}/checks/<slug:code>/taking-back/", acts.founding_check_back, name="founding_check_back"),
    path(f"{ONE}/courses/new/", acts.founding_course, name="founding_course"),
    *(
        path(f"{ONE}/{step.noun}/", acts.founding_act, {"act": step.act}, name=step.name.removeprefix("desk:"))
        for step in STEPS
    ),
]
