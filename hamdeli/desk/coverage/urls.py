"""Addresses of the pages about coverage: where families have nobody, and where the next centre should open."""

from django.urls import URLPattern, path

from hamdeli.desk.coverage import comparison, enlarging, maps, neighbourhoods, one, scenarios, today

LIST = "coverage/scenarios/"
ONE = f"{LIST}<str:code>/"
urlpatterns: list[URLPattern] = [
    path("coverage/", today.coverage_page, name="coverage"),
    path("coverage/export/", today.coverage_export, name="coverage_export"),
    path("coverage/map.json", maps.coverage_map, name="coverage_map"),
    path("coverage/enlarging/", enlarging.coverage_enlarging, name="coverage_enlarging"),
    path("coverage/enlarging/export/", enlarging.enlarging_export, name="enlarging_export"),
    path("coverage/neighbourhoods/", neighbourhoods.neighbourhood_list, name="neighbourhoods"),
    path("coverage/neighbourhoods/export/", neighbourhoods.neighbourhoods_export, name="neighbourhoods_export"),
    path(
        "coverage/neighbourhoods/<str:code>/removal/",
        neighbourhoods.neighbourhood_removal,
        name="neighbourhood_removal",
    ),
    path(LIST, scenarios.scenario_list, name="scenarios"),
    path(f"{LIST}export/", scenarios.scenarios_export, name="scenarios_export"),
    path(f"{LIST}new/", scenarios.scenario_new, name="scenario_new"),
    path(f"{LIST}comparison/", comparison.scenario_comparison, name="scenario_comparison"),
    path(ONE, one.scenario_page, name="scenario"),
    path(f"{ONE}map.json", maps.scenario_map, name="scenario_map"),
    path(f"{ONE}export/", one.scenario_export, name="scenario_export"),
    path(f"{ONE}run/", one.scenario_run, name="scenario_run"),
]
