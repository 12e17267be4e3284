"""Delivery lists and the door through the pages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.models import Aid, CaseFile, Delivery, DeliveryLine
from hamdeli.journal.models import Entry
from tests.casework.aiding.making import carried, kind
from tests.support.cast import Cast

KEY = "0" * 32
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


def form(**more: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    values = {"title": "Baskets of autumn", "kind": "food", "worth": "9000000", "source": "mosque", "on": today}
    return {**values, "idempotency_key": KEY, **more}


@pytest.fixture
def files(cast: Cast) -> list[CaseFile]:
    """Two families of Mehr."""
    kind()
    return [carried(cast, f"F-{number}", name=("Qgiven", f"Qfamily{number}")) for number in (1, 2)]


def opened(cast: Cast, sign_in: Any) -> Delivery:
    """Return a list that was made by the worker and approved by the head, through the pages."""
    client = sign_in(cast.worker)
    counted = client.post("/deliveries/new/", form(count="yes"))
    assert counted.status_code == 200
    assert not Delivery.objects.exists()
    for _time in range(3):
        assert client.post("/deliveries/new/", form(make="yes")).status_code == 302
    delivery = Delivery.objects.get()
    client.post(f"/deliveries/{delivery.pk}/approval/", {"idempotency_key": "1" * 32})
    sign_in(cast.centre_head).post(f"/deliveries/{delivery.pk}/approval/", {"idempotency_key": KEY})
    delivery.refresh_from_db()
    return delivery


@pytest.mark.usefixtures("files")
def test_a_list_is_counted_made_once_approved_by_another_and_handed_out(cast: Cast, sign_in: Any) -> None:
    delivery = opened(cast, sign_in)
    assert (delivery.state, delivery.approver, delivery.lines.count()) == ("approved", cast.centre_head, 2)
    line = delivery.lines.first()
    assert line
    door = sign_in(cast.worker)
    address = f"/deliveries/{delivery.pk}/check-ins/"
    page = door.get(f"/deliveries/{delivery.pk}/door/")
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    assert "camera=()" in door.get(f"/deliveries/{delivery.pk}/").headers["Permissions-Policy"]
    answers = []
    for code in (line.code, line.code, "000000000", "123", ""):
        text = door.post(address, {"code": code}, headers={"HX-Request": "true"}).content.decode()
        answers += re.findall(r'data-door="(\w+)"', text)
    assert answers == ["given", "already", "not_listed", "mistyped", "mistyped"]
    assert Aid.objects.count() == 1
    whole = door.post(address, {"code": line.code}).content.decode()
    assert 'data-door="already"' in whole
    assert "<html" in whole


@pytest.mark.usefixtures("files")
def test_a_family_that_had_it_elsewhere_gets_it_with_a_reason(cast: Cast, sign_in: Any) -> None:
    delivery = opened(cast, sign_in)
    line = delivery.lines.get(case_file__code="F-1")
    client = sign_in(cast.worker)
    today = timezone.localdate().isoformat()
    aid = {"kind": "food", "worth": "5", "quantity": "1", "source": "x", "given_on": today, "idempotency_key": "2" * 32}
    assert client.post("/files/F-1/aid/", aid).status_code == 302
    address = f"/deliveries/{delivery.pk}/check-ins/"
    assert 'data-door="doubled"' in client.post(address, {"code": line.code}).content.decode()
    given = client.post(address, {"code": line.code, "reason": "the baby"}).content.decode()
    assert 'data-door="given"' in given
    assert Entry.objects.get(verb="gave_again").reason == "the baby"


@pytest.mark.usefixtures("files")
def test_the_sheet_has_codes_and_no_names_unless_asked(cast: Cast, sign_in: Any) -> None:
    delivery = opened(cast, sign_in)
    client = sign_in(cast.worker)
    looks = Entry.objects.filter(verb="looked").count()
    page = client.get(f"/deliveries/{delivery.pk}/sheet/").content.decode()
    assert page.count('class="segno"') == 2
    assert "Qgiven" not in page
    assert "F-1" not in page
    code = delivery.lines.get(case_file__code="F-1").code
    assert f"{code[:3]}-{code[3:6]}-{code[6:]}" in page.translate(LATIN)
    assert Entry.objects.filter(verb="looked").count() == looks
    named = client.get(f"/deliveries/{delivery.pk}/sheet/", {"names": "yes"}).content.decode()
    assert "Qgiven Qfamily1" in named
    assert Entry.objects.filter(verb="looked").latest("number").details["subjects"] == ["F-1", "F-2"]


def test_a_discreet_family_has_no_name_on_any_sheet(cast: Cast, sign_in: Any, files: list[CaseFile]) -> None:
    CaseFile.objects.filter(pk=files[0].pk).update(discreet=True, keeper=cast.centre_head)
    delivery = opened(cast, sign_in)
    address = f"/deliveries/{delivery.pk}/sheet/"
    assert "Qfamily1" not in sign_in(cast.worker).get(address, {"names": "yes"}).content.decode()
    assert "Qfamily1" in sign_in(cast.centre_head).get(address, {"names": "yes"}).content.decode()


@pytest.mark.usefixtures("files")
def test_a_list_is_closed_with_who_did_not_come(cast: Cast, sign_in: Any) -> None:
    delivery = opened(cast, sign_in)
    client = sign_in(cast.worker)
    line = delivery.lines.get(case_file__code="F-1")
    client.post(f"/deliveries/{delivery.pk}/check-ins/", {"code": line.code})
    for _time in range(2):
        client.post(f"/deliveries/{delivery.pk}/closure/", {"idempotency_key": "3" * 32})
    page = client.get(f"/deliveries/{delivery.pk}/", {"came": "no"}).content.decode()
    assert "F-2" in page
    assert "F-1" not in page.split('id="rows"')[1]
    late = client.post(f"/deliveries/{delivery.pk}/check-ins/", {"code": line.code}).content.decode()
    assert 'data-door="stop"' in late
    found = client.get(f"/deliveries/{delivery.pk}/", {"q": line.code}).content.decode().split('id="rows"')[1]
    assert "F-1" in found
    assert "F-2" not in found


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "bad", [{"title": ""}, {"kind": ""}, {"worth": "x"}, {"on": "tomorrow"}, {"need": "education"}]
)
def test_a_bad_list_is_not_made(cast: Cast, sign_in: Any, bad: dict[str, str]) -> None:
    assert sign_in(cast.worker).post("/deliveries/new/", form(make="yes", **bad)).status_code == 422
    assert not Delivery.objects.exists()


def test_a_list_of_a_province_is_made_at_once(cast: Cast, sign_in: Any, django_assert_max_num_queries: Any) -> None:
    kind()
    for number in range(300):
        carried(cast, f"F-{number:05}")
    client = sign_in(cast.worker)
    with django_assert_max_num_queries(45):
        client.post(
            "/deliveries/new/", form(make="yes", nothing_since=(timezone.localdate() - timedelta(3)).isoformat())
        )
    assert DeliveryLine.objects.count() == 300
    page = client.get(f"/deliveries/{Delivery.objects.get().pk}/sheet/").content.decode()
    assert page.count('class="segno"') == 60
