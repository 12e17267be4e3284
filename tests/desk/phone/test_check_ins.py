"""Check-ins at a door without a signal: given once, whoever tells it, and never silently dropped."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.aiding.checking_in import check_in
from hamdeli.casework.aiding.giving import Gift, give
from hamdeli.casework.aiding.listing import What, Whom, approve_list, close_list, make_list
from hamdeli.casework.models import Aid, Delivery, DeliveryLine, Submission
from hamdeli.journal.models import Entry
from hamdeli.persian.calendar import format_date
from tests.casework.aiding.making import carried, kind, third
from tests.desk.phone.making import NAME, loose, send
from tests.support.cast import Cast


@pytest.fixture
def line(cast: Cast) -> DeliveryLine:
    carried(cast, "10-4000007", name=NAME)
    return delivery(cast).lines.get()


def delivery(cast: Cast, days: int = 0) -> Delivery:
    on = timezone.localdate() + timedelta(days=days)
    what = What(title="Baskets", kind=kind(), worth=9_000_000, source="mosque", on=on)
    made = make_list(centre=cast.mehr, whom=Whom(), what=what, keep_doubled="late", author=cast.worker)
    return approve_list(delivery=made, by=cast.centre_head)


def at_door(cast: Cast, line: DeliveryLine, number: int = 1, user: Any = None, **body: Any) -> dict[str, Any]:
    values = {"delivery": line.delivery_id, "code": line.code, "given_on": timezone.localdate().isoformat()}
    return loose(user or cast.worker, "check_in", str(line.delivery_id), number, **values | body)


def test_the_lists_of_today_and_tomorrow_go_along_with_the_least(
    cast: Cast, line: DeliveryLine, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    delivery(cast, days=1)
    delivery(cast, days=2)
    reply = sign_in(cast.worker).get("/phone/worklist/")
    first, second = reply.json()["deliveries"]
    assert first["lines"] == [{"code": line.code, "name": "مرضیه ک", "members": 2, "came": False}]
    assert (second["on"] > first["on"], NAME[1] in reply.content.decode()) == (True, False)
    assert "10-4000007" not in reply.content.decode()
    looked = Entry.objects.get(verb="looked", actor="worker")
    assert looked.subject == "10-4000007" or "10-4000007" in str(looked.details)
    for other in (cast.volunteer, cast.other_centre_head):
        assert sign_in(other).get("/phone/worklist/").json()["deliveries"] == []


def test_the_work_does_not_grow_with_the_families(
    cast: Cast, line: DeliveryLine, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(cast.worker)
    client.get("/phone/worklist/")
    for number in range(20):
        carried(cast, f"10-41{number:05}")
    delivery(cast)
    with django_assert_max_num_queries(40):
        assert len(client.get("/phone/worklist/").json()["deliveries"][1]["lines"]) == 21


def test_of_a_discreet_family_the_door_learns_no_name(cast: Cast, line: DeliveryLine, sign_in: Any) -> None:
    line.case_file.discreet, line.case_file.keeper = True, cast.county_head
    line.case_file.save(update_fields=["discreet", "keeper"])
    (told,) = sign_in(cast.worker).get("/phone/worklist/").json()["deliveries"]
    assert told["lines"][0]["name"] == ""


def test_a_check_in_gives_once_however_often_it_comes(cast: Cast, line: DeliveryLine, sign_in: Any) -> None:
    client = sign_in(cast.worker)
    assert [send(client, at_door(cast, line)).json()["state"] for _ in range(3)] == ["stored"] * 3
    assert (Aid.objects.get().line, Aid.objects.get().giver) == (line, cast.worker)
    assert client.get("/phone/worklist/").json()["deliveries"][0]["lines"][0]["came"]
    assert Entry.objects.get(verb="received_form").subject_kind == "delivery"


def test_two_phones_give_once_and_a_person_sees_both(cast: Cast, line: DeliveryLine, sign_in: Any) -> None:
    other = third(cast)
    send(sign_in(other), at_door(cast, line, user=other))
    assert send(sign_in(cast.worker), at_door(cast, line)).json()["fault"] == "door.already"
    assert Aid.objects.count() == 1
    kept = Submission.objects.get(state="kept")
    for reader in (cast.worker, cast.centre_head, cast.county_head):
        page = sign_in(reader).get(f"/phone/kept/{kept.pk}/").content.decode()
        assert (other.display_name in page, "Baskets" in page) == (True, True)
    assert sign_in(cast.other_centre_head).get(f"/phone/kept/{kept.pk}/").status_code == 404


def test_double_aid_is_seen_on_arrival(cast: Cast, line: DeliveryLine, sign_in: Any) -> None:
    today = timezone.localdate()
    gift = Gift(kind=kind(), worth=1, source="x", given_on=today - timedelta(days=1))
    give(case_file=line.case_file, gift=gift, centre=cast.mehr, giver=third(cast), today=today)
    client = sign_in(cast.worker)
    assert send(client, at_door(cast, line)).json()["fault"] == "door.doubled"
    assert Aid.objects.count() == 1
    for language in ("fa", "en"):
        client.cookies["hamdeli-language"] = language
        _day, month, year = format_date(today - timedelta(days=1), language, long=True).split(" ")
        assert f" {month} {year}" in client.get("/phone/kept/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"code": "123456789"}, "door.mistyped"),
        ({"code": "000000000"}, "door.not_listed"),
        ({"given_on": "2090-01-01"}, "aid.future"),
        ({"given_on": "never"}, "not_a_form"),
        ({"delivery": 10**6}, "not_a_form"),
    ],
)
def test_what_cannot_be_given_waits(
    cast: Cast, line: DeliveryLine, sign_in: Any, wrong: dict[str, Any], fault: str
) -> None:
    client = sign_in(cast.worker)
    assert send(client, at_door(cast, line, **wrong)).json()["fault"] == fault
    assert (Aid.objects.count(), client.get("/phone/kept/").status_code) == (0, 200)
    kept = Submission.objects.get()
    assert client.get(f"/phone/kept/{kept.pk}/").status_code == 200


def test_a_list_that_was_closed_meanwhile_gives_nothing(cast: Cast, line: DeliveryLine, sign_in: Any) -> None:
    close_list(delivery=line.delivery, by=cast.centre_head)
    assert send(sign_in(cast.worker), at_door(cast, line)).json()["fault"] == "aid.list_state"
    assert not Aid.objects.exists()


@pytest.mark.parametrize("who", ["volunteer", "other_centre_head"])
def test_who_may_not_give_here_gives_nothing(cast: Cast, line: DeliveryLine, sign_in: Any, who: str) -> None:
    user = getattr(cast, who)
    assert send(sign_in(user), at_door(cast, line, user=user)).json()["fault"] == "no_post"
    assert not Aid.objects.exists()


def test_the_desk_gave_first(cast: Cast, line: DeliveryLine, sign_in: Any) -> None:
    check_in(delivery=line.delivery, code=line.code, by=third(cast), today=timezone.localdate())
    assert send(sign_in(cast.worker), at_door(cast, line)).json()["fault"] == "door.already"
    assert Aid.objects.count() == 1
