"""Giving a post through its form."""

from typing import Any

import pytest

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
    assert "Only for a post in a county: its office, or a founder" in page
    assert "choose a county" in page
    assert "---------" not in page


@pytest.mark.parametrize(
    ("giver", "role", "place"),
    [
        ("deputy", "admission_worker", "kashan"),
        ("deputy", "supervisor", "kashan"),
        ("participation", "inspector", "isfahan"),
        ("participation", "founder", "kashan"),
        ("participation", "supporter", "isfahan"),
        ("participation", "centre_head", "kashan"),
    ],
)
def test_each_line_of_command_gives_its_posts(cast: Cast, sign_in: Any, giver: str, role: str, place: str) -> None:
    asked = ASKED | {"role": role, "county": cast.kashan.code, "centre_code": "10-001"}
    assert sign_in(cast.staff[giver]).post("/posts/new/", asked).status_code == 302
    post = Post.objects.get(user__username="nasrin")
    assert (post.role, post.place) == (role, getattr(cast, place))


@pytest.mark.parametrize(("giver", "role"), [("deputy", "founder"), ("participation", "supervisor")])
def test_no_line_of_command_gives_posts_of_the_other(cast: Cast, sign_in: Any, giver: str, role: str) -> None:
    asked = ASKED | {"role": role, "county": cast.kashan.code}
    assert sign_in(cast.staff[giver]).post("/posts/new/", asked).status_code == 422
    assert not Post.objects.filter(user__username="nasrin").exists()


def test_who_holds_both_posts_gives_each_in_its_own_province_alone(cast: Cast, sign_in: Any) -> None:
    cast.deputy.posts.create(role="participation_deputy", place=cast.ilam)
    asked = ASKED | {"role": "founder", "county": cast.kashan.code}
    assert sign_in(cast.deputy).post("/posts/new/", asked).status_code == 422
    assert sign_in(cast.deputy).post("/posts/new/", asked | {"county": cast.dehloran.code}).status_code == 302


def test_the_deputy_for_participation_sees_and_ends_own_posts_alone(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    names = {row.user.username for row in client.get("/posts/").context["page"].rows}
    assert names == {"founder", "inspector", "supporter", "centre-head", "other-centre-head"}
    worker, founder = cast.worker.posts.get(), cast.founder.posts.get()
    assert client.post(f"/posts/{worker.pk}/end/").status_code == 404
    assert client.post(f"/posts/{founder.pk}/end/").status_code == 302
