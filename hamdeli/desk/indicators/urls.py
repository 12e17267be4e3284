"""Addresses of the pages about indicators: the catalogue, the dashboards and their exports."""

from django.urls import path

from hamdeli.desk.indicators import comparisons, computing, dashboards, definitions

AREA = "indicators/of/<str:level>/<str:code>"
urlpatterns = [
    path("indicators/", dashboards.indicators, name="indicators"),
    path("indicators/computing/", computing.indicators_computing, name="indicators_computing"),
    path("indicators/catalogue/", definitions.catalogue, name="catalogue"),
    path("indicators/catalogue/export/", definitions.catalogue_export, name="catalogue_export"),
    path("indicators/catalogue/<str:key>/", definitions.indicator, name="indicator"),
    path(f"{AREA}/", dashboards.dashboard, name="dashboard"),
    path(f"{AREA}/export/", dashboards.dashboard_export, name="dashboard_export"),
    path(f"{AREA}/paper/", dashboards.dashboard_paper, name="dashboard_paper"),
    path(f"{AREA}/by/<str:key>/", comparisons.comparison, name="comparison"),
    path(f"{AREA}/by/<str:key>/export/", comparisons.comparison_export, name="comparison_export"),
    path(f"{AREA}/by/<str:key>/map.geojson", comparisons.comparison_map, name="comparison_map"),
]
