"""Addresses that belong to no area."""

from tests.matrix import Page

PAGES = [
    Page("desk:first_page", {}, others=200),
    Page("set_language", {}, method="POST", others=302, anonymous=302),
    Page("health", {}, others=200, anonymous=200),
    Page("version", {}, others=200, anonymous=200),
    Page("openapi-json", {}, others=200, anonymous=200),
    Page("api-root", {}, others=404, anonymous=404),
]
