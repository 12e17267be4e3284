"""A page that answers a posted form can be reloaded, and read in the other language: it leads back to its own page."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.delegation.making import files_of, handed
from tests.proposals.making import ready
from tests.support.cast import Cast

ADDRESSES = [
    ("/handed-over/refusal/reason/", "centre_head", "/handed-over/"),
    ("/handed-over/refusal/", "centre_head", "/handed-over/"),
    ("/centres/10-001/description/", "participation", "/centres/10-001/"),
    ("/files/{file}/description/", "deputy", "/files/{file}/"),
    ("/files/{file}/identity/", "deputy", "/files/{file}/"),
    ("/proposals/{proposal}/run/", "deputy", "/proposals/{proposal}/adjustments/"),
    ("/proposals/{proposal}/adjustments/0/removal/", "deputy", "/proposals/{proposal}/adjustments/"),
]


@pytest.mark.parametrize(("address", "role", "page"), ADDRESSES)
def test_a_reloaded_answer_leads_to_its_page(cast: Cast, sign_in: Any, address: str, role: str, page: str) -> None:
    (file,) = files_of(cast, 1)
    codes = {"file": file.code, "proposal": ready(cast, 2).code}
    client = sign_in(getattr(cast, role))
    reloaded = client.get(address.format(**codes), follow=True)
    assert reloaded.redirect_chain == [(page.format(**codes), 302)]
    assert reloaded.status_code == 200


def test_the_language_is_switched_on_the_page_that_asks_for_a_reason(cast: Cast, sign_in: Any) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr)
    client = sign_in(cast.centre_head)
    page = client.post("/handed-over/refusal/reason/", {"mandates": [file.mandates.get().pk]}).content.decode()
    (back,) = set(re.findall(r'name="next" value="([^"]+)"', page))
    switched = client.post(reverse("set_language"), {"language": "en", "next": back}, follow=True)
    assert switched.status_code == 200
    assert "Handed over to us" in switched.content.decode()


def test_a_stranger_is_led_to_nothing(cast: Cast, sign_in: Any) -> None:
    (file,) = files_of(cast, 1)
    assert sign_in(cast.stranger).get(f"/files/{file.code}/identity/", follow=True).status_code == 404
