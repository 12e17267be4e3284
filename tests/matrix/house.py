"""Addresses that belong to no area."""

from tests.matrix import Page

FIGURES = dict.fromkeys(
    (
        *("director", "deputy", "participation", "county_head", "other_county_head", "auditor", "stranger"),
        *("centre_head", "other_centre_head"),
    ),
    200,
)

PAGES = [
    Page("desk:first_page", {}, others=200),
    Page("desk:definitions", FIGURES),
    Page("desk:showcase", {}, others=200, anonymous=200),
    Page("desk:showcase_map", {}, others=200, anonymous=200),
    Page("set_language", {}, method="POST", others=302, anonymous=302),
    Page("api:health", {}, others=200, anonymous=200),
    Page("api:version", {}, others=200, anonymous=200),
    Page("api:openapi-json", {}, others=200, anonymous=200),
    Page("api:api-root", {}, others=404, anonymous=404),
]
