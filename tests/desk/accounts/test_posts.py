"""Giving a post through its form."""

from typing import Any

from hamdeli.accounts.models import Post
from tests.support.cast import Cast

ASKED = {"username": "nasrin", "name_fa": "نسرین", "role": "centre_head", "idempotency_key": "k-1"}


def test_a_centre_code_may_be_typed_in_persian_digits(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.deputy).post("/posts/new/", ASKED | {"centre_code": " ۱۰-۰۰۱ "})
    assert answer.status_code == 302
    post = Post.objects.get(user__username="nasrin")
    assert (post.centre_code, post.place) == ("10-001", cast.kashan)


def test_the_form_says_which_role_needs_which_field(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = "en"
    page = client.get("/posts/new/").content.decode()
    assert "Only for the head of a county office" in page
    assert "choose a county" in page
    assert "---------" not in page
