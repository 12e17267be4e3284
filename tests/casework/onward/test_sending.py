"""Sending: to whom, with what, and what the other centre sees of it."""

from datetime import timedelta
from typing import Any

import pytest

from hamdeli.casework.models import Onward
from hamdeli.casework.onward.answering import accept, finish
from hamdeli.casework.onward.faults import OnwardFault
from hamdeli.casework.onward.finding import nearest
from hamdeli.casework.onward.sending import send
from hamdeli.casework.onward.sharing import Sharing, Sheet, named_in, sheet_of
from hamdeli.journal.models import Entry
from tests.casework.onward.making import TODAY, able, marked, request, sent
from tests.support.cast import Cast, case_file, centre


def test_by_itself_a_referral_tells_of_no_family(cast: Cast) -> None:
    onward = sent(cast)
    assert sheet_of(onward, TODAY) == Sheet(
        speciality=onward.get_speciality_display(), asked_for="counselling for a couple"
    )
    assert (onward.sender, onward.receiver, onward.state) == (cast.mehr, cast.noor, "sent")
    assert onward.code.startswith("R-")
    entry = Entry.objects.get(verb="referred_on")
    assert (entry.subject, entry.details["shared"]) == ("10-901", [])


def test_what_is_chosen_is_shared_and_nothing_else(cast: Cast) -> None:
    onward = sent(cast, sharing=Sharing(need=True, ages=True))
    sheet = sheet_of(onward, TODAY)
    assert (sheet.need, sheet.ages, sheet.name, sheet.phone) == (onward.case_file.get_need_display(), (61,), "", "")
    assert not sheet.identifies
    onward = sent(cast, marked(cast, "10-902"), sharing=Sharing(name=True, phone=True))
    sheet = sheet_of(onward, TODAY + timedelta(days=1))
    assert (sheet.name, sheet.phone, sheet.need, sheet.ages) == ("Qgiven Qfamily", "+989131112233", "", ())
    assert Entry.objects.filter(verb="referred_on").latest("number").details["shared"] == ["name", "phone"]


def test_name_and_telephone_are_closed_when_the_referral_ends(cast: Cast) -> None:
    onward = sent(cast, sharing=Sharing(name=True, phone=True, ages=True))
    accept(onward=onward, by=cast.other_centre_head, today=TODAY)
    onward = finish(onward=onward, by=cast.other_centre_head, outcome="six sessions", today=TODAY)
    sheet = sheet_of(onward, TODAY)
    assert (sheet.name, sheet.phone, sheet.ages) == ("", "", (61,))


def test_the_sender_is_warned_of_names_in_the_words(cast: Cast) -> None:
    file = marked(cast)
    assert named_in("please see qgiven and her son", file.household) == ["qgiven"]
    assert named_in("please see the family", file.household) == []


def test_a_referral_goes_only_where_it_can_be_answered(cast: Cast) -> None:
    file = marked(cast)
    able(cast.ilam_centre), able(cast.mehr)
    cases: list[tuple[str, dict[str, Any]]] = [
        ("same_centre", {"receiver": cast.mehr}),
        ("elsewhere", {"receiver": cast.ilam_centre}),
        ("not_able", {"receiver": cast.natanz_centre}),
        ("not_able", {"speciality": "employment"}),
        ("words_missing", {"asked_for": " "}),
        ("no_such_day", {"answer_by": TODAY}),
        ("no_such_day", {"answer_by": TODAY + timedelta(days=91)}),
        ("not_member", {"person": case_file("F-9", cast.kashan).household.members.get()}),
    ]
    for code, bad in cases:
        with pytest.raises(OnwardFault, match=code):
            sent(cast, file, **bad)
    cast.noor.licence = "suspended"
    cast.noor.save()
    with pytest.raises(OnwardFault, match="unlicensed"):
        sent(cast, file)
    assert not Onward.objects.exists()


def test_the_same_is_asked_once_at_a_time(cast: Cast) -> None:
    file = marked(cast)
    sent(cast, file)
    with pytest.raises(OnwardFault, match="open_already"):
        sent(cast, file)


def test_only_a_carried_file_is_referred(cast: Cast) -> None:
    with pytest.raises(OnwardFault, match="not_carried"):
        sent(cast, marked(cast, centre=None))


def test_a_discreet_family_is_named_by_its_named_person_only(cast: Cast) -> None:
    file = marked(cast, discreet=True, keeper=cast.centre_head)
    asked = request(cast, sharing=Sharing(phone=True))
    with pytest.raises(OnwardFault, match="discreet"):
        send(case_file=file, request=asked, by=cast.worker, today=TODAY)
    send(case_file=file, request=asked, by=cast.centre_head, today=TODAY)


def test_the_nearest_with_free_places_stand_first(cast: Cast) -> None:
    file = marked(cast)
    near, full, far = able(cast.noor), able(centre("10-004", cast.kashan, capacity=0)), able(cast.natanz_centre)
    unable = centre("10-005", cast.kashan)
    able(cast.ilam_centre), able(centre("10-006", cast.kashan, licence="expired"))
    found = nearest(file, "social_work")
    assert [each.centre for each in found] == [near, far, full]
    assert unable not in [each.centre for each in found]
    assert [each.free for each in found] == [10, 10, 0]
    assert found[0].distance < found[1].distance
    sent(cast, file)
    assert nearest(file, "social_work")[0].free == 9
