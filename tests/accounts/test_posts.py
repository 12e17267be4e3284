"""What a post shows, from when and until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from hamdeli.accounts.appointing import appoint, end_post
from hamdeli.accounts.models import Post
from hamdeli.accounts.roles import RIGHTS, Right, Role
from hamdeli.casework.models import CaseFile
from hamdeli.journal.actors import SYSTEM
from hamdeli.journal.models import Entry
from tests.support.cast import Cast, case_file, user


def test_a_post_ended_now_sees_nothing_from_the_next_request_on(cast: Cast, sign_in: Any) -> None:
    client = Client()
    client.post("/account/login/", {"login": "county-head", "password": "correct horse battery"})
    assert client.get("/files/").status_code == 200
    end_post(post=cast.county_head.posts.get(), actor=SYSTEM)
    assert client.get("/files/").status_code == 302
    client = sign_in(cast.county_head)
    assert client.get("/files/").status_code == 403
    assert Entry.objects.get(verb="ended_post").details == {"user": "county-head"}


def test_a_second_post_goes_on_when_the_first_ends(cast: Cast, sign_in: Any) -> None:
    appoint(user=cast.county_head, role=Role.COUNTY_HEAD, place=cast.natanz, actor=SYSTEM)
    case_file("10-1", cast.kashan)
    case_file("10-2", cast.natanz)
    end_post(post=cast.county_head.posts.get(place=cast.kashan), actor=SYSTEM)
    page = sign_in(cast.county_head).get("/files/").content.decode()
    assert "/files/10-2/" in page
    assert "/files/10-1/" not in page


@pytest.mark.parametrize(("begins", "ends"), [(1, None), (-2, -1)])
def test_a_post_not_yet_begun_or_ended_shows_nothing(cast: Cast, begins: int, ends: int | None) -> None:
    case_file("10-1", cast.kashan)
    now = timezone.now()
    cast.county_head.posts.update(
        since=now + timedelta(days=begins), until=None if ends is None else now + timedelta(days=ends)
    )
    assert not CaseFile.objects.visible_to(cast.county_head).exists()


def test_the_director_general_never_sees_a_family(cast: Cast) -> None:
    case_file("10-1", cast.kashan)
    assert Right.SEE_FILES not in RIGHTS[Role.DIRECTOR_GENERAL]
    assert not CaseFile.objects.visible_to(cast.director).exists()


def test_a_centre_role_stands_at_a_centre_and_only_there(cast: Cast) -> None:
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        appoint(user=cast.worker, role=Role.CENTRE_HEAD, place=cast.kashan, actor=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(user=cast.worker, role=Role.COUNTY_HEAD, place=cast.kashan, centre_code="10-001")


def test_a_deputy_gives_a_post_once(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    asked = {"username": "new-head", "role": "centre_head", "centre_code": "10-002", "idempotency_key": "k1"}
    for _ in range(3):
        assert client.post("/posts/new/", asked).status_code == 302
    assert Post.objects.filter(user__username="new-head", centre_code="10-002").count() == 1
    assert Post.objects.get(user__username="new-head").place == cast.kashan


def test_a_deputy_gives_no_post_in_another_province(cast: Cast, sign_in: Any) -> None:
    asked = {"username": "spy", "role": "centre_head", "centre_code": "16-001", "idempotency_key": "k1"}
    assert sign_in(cast.deputy).post("/posts/new/", asked).status_code == 422
    assert not Post.objects.filter(user__username="spy").exists()


def test_the_list_of_posts_asks_as_often_for_many_as_for_few(
    cast: Cast, sign_in: Any, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    client = sign_in(cast.deputy)
    client.get("/posts/")
    with django_assert_max_num_queries(20) as few:
        client.get("/posts/")
    for number in range(40):
        user(f"w{number}", Role.SOCIAL_WORKER, cast.kashan, cast.mehr.code)
    with django_assert_num_queries(len(few)):
        client.get("/posts/")
