"""Outside the demonstration its addresses do not exist, not even for those who are signed in."""

from tests.matrix import Page

PAGES = [
    Page("desk:demo", {}, anonymous=404),
    Page("desk:demo_family", {}, anonymous=404),
    Page("desk:demo_session", {}, method="POST", anonymous=404, data=lambda world: {"user": "deputy"}),
]
