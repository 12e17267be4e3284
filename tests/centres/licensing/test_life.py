"""The life of a licence by its verbs: renewal, suspension, revocation, appeal, probation, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.probation import require_within_probation
from hamdeli.centres.describing import describe
from hamdeli.centres.licensing import belonging
from hamdeli.centres.licensing.appealing import appeal, hear
from hamdeli.centres.licensing.faults import SENTENCES, LicenceFault
from hamdeli.centres.licensing.giving import give
from hamdeli.centres.licensing.measuring import Asked, decide, dismiss, lift, proposable, propose
from hamdeli.centres.licensing.passing import pass_days
from hamdeli.centres.licensing.renewing import ask_renewal, renew
from hamdeli.centres.licensing.revoking import revoke
from hamdeli.centres.models import Centre, LicenceMove, LicenceTerm, Measure
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Mandate
from tests.delegation.making import handed
from tests.support.cast import Cast, case_file, centre, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=31)


@pytest.fixture
def term(cast: Cast) -> LicenceTerm:
    return licensed(cast, TODAY + timedelta(days=60))


def licensed(cast: Cast, ends: date) -> LicenceTerm:
    begins = ends - timedelta(days=700)
    return give(centre=cast.mehr, kind="full", begins=begins, ends=ends, by=cast.participation, key="term")


def proposed(cast: Cast, kind: str = "suspension", **other: Any) -> Measure:
    until = TODAY + timedelta(days=30) if kind == "suspension" else None
    asked = Asked(**({"kind": kind, "grounds": "findings", "note": "seen", "until": until} | other))
    return propose(centre=cast.mehr, asked=asked, by=cast.county_head, today=TODAY, key=f"propose {kind}")


def decided(cast: Cast, kind: str = "suspension", **other: Any) -> Measure:
    return decide(measure=proposed(cast, kind, **other), by=cast.participation, today=TODAY)


def state(cast: Cast) -> str:
    return Centre.objects.get(pk=cast.mehr.pk).licence


def test_only_what_could_be_decided_is_proposed(cast: Cast, sign_in: Any) -> None:
    def offered() -> bool:
        return "/licence/measure/" in sign_in(cast.county_head).get("/centres/10-001/licence/").content.decode()

    assert (proposable(cast.mehr), offered()) == (["suspension", "refusal", "revocation"], True)
    measure = decided(cast)
    cast.mehr.refresh_from_db()
    assert proposable(cast.mehr) == ["revocation"]
    lift(measure=measure, by=cast.participation, today=TODAY)
    Centre.objects.filter(pk=cast.mehr.pk).update(licence="expired")
    cast.mehr.refresh_from_db()
    assert proposable(cast.mehr) == ["refusal", "revocation"]
    page = sign_in(cast.county_head).get("/centres/10-001/licence/measure/").content.decode()
    assert ('value="refusal"' in page, 'value="suspension"' in page) == (True, False)
    with pytest.raises(LicenceFault, match="no_such_move"):
        propose(
            centre=cast.mehr,
            asked=Asked("suspension", "findings", "seen", TODAY + timedelta(days=9)),
            by=cast.county_head,
            today=TODAY,
            key="another",
        )
    proposed(cast, "refusal")
    assert (proposable(cast.mehr), offered()) == ([], False)


def test_a_renewal_is_asked_for_and_given_from_the_day_after(cast: Cast, term: LicenceTerm) -> None:
    asked = ask_renewal(centre=cast.mehr, words="", by=cast.centre_head, today=TODAY, key="a")
    with pytest.raises(LicenceFault, match="asked_already"):
        ask_renewal(centre=cast.mehr, words="", by=cast.centre_head, today=TODAY, key="b")
    later = renew(centre=cast.mehr, by=cast.participation, today=TODAY, key="c")
    asked.refresh_from_db()
    assert (asked.state, later.begins) == ("granted", term.ends + timedelta(days=1))
    assert later.number.endswith("/0002")


def test_a_renewal_comes_too_early(cast: Cast) -> None:
    licensed(cast, TODAY + timedelta(days=200))
    with pytest.raises(LicenceFault, match="too_early"):
        renew(centre=cast.mehr, by=cast.participation, today=TODAY, key="c")


def test_a_licence_expires_and_the_centre_keeps_its_files_but_receives_none(cast: Cast) -> None:
    handed(cast, [case_file("F-1", cast.kashan)], cast.mehr)
    term = licensed(cast, TODAY)
    assert pass_days(TODAY).expired == 0
    assert pass_days(TODAY + timedelta(days=1)).expired == 1
    assert pass_days(TODAY + timedelta(days=1)).all == 0
    assert state(cast) == "expired"
    assert Mandate.objects.open().filter(centre=cast.mehr).count() == 1
    lines = [(case_file("F-2", cast.kashan).pk, cast.mehr.pk)]
    with pytest.raises(HandoverFault, match="centre_unlicensed"):
        hand_over(lines=lines, actor=cast.deputy.actor, made_by=None, province=cast.isfahan)
    assert renew(centre=cast.mehr, by=cast.participation, today=TODAY + timedelta(days=9), key="r").begins > term.ends
    assert state(cast) == "active"


def test_a_suspension_needs_two_people_and_ends_by_itself(cast: Cast) -> None:
    measure = propose(
        centre=cast.mehr,
        asked=Asked("suspension", "money", "seen", TODAY + timedelta(days=30)),
        by=cast.participation,
        today=TODAY,
        key="p",
    )
    with pytest.raises(LicenceFault, match="same_person"):
        decide(measure=measure, by=cast.participation, today=TODAY)
    with pytest.raises(LicenceFault, match="same_person"):
        dismiss(measure=measure, by=cast.participation, note="no")
    decide(measure=measure, by=user("second", "participation_deputy", cast.isfahan), today=TODAY)
    assert state(cast) == "suspended"
    assert pass_days(TODAY + timedelta(days=30)).lifted == 0
    assert pass_days(TODAY + timedelta(days=31)).lifted == 1
    assert state(cast) == "active"


def test_a_suspension_that_is_lifted_after_the_last_day_leaves_the_licence_expired(cast: Cast) -> None:
    licensed(cast, TODAY + timedelta(days=3))
    measure = decided(cast)
    lift(measure=measure, by=cast.participation, today=TODAY + timedelta(days=10))
    assert state(cast) == "expired"
    assert list(LicenceMove.objects.order_by("pk").values_list("act", flat=True))[-2:] == ["lift", "expire"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"grounds": ""}, "grounds_missing"),
        ({"grounds": "other", "note": " "}, "words_missing"),
        ({"until": None}, "until_missing"),
        ({"until": TODAY}, "until_missing"),
        ({"until": TODAY + timedelta(days=800)}, "until_missing"),
    ],
)
def test_a_measure_that_says_too_little_is_refused(cast: Cast, told: Any, code: str) -> None:
    with pytest.raises(LicenceFault, match=code):
        proposed(cast, **told)
    assert not Measure.objects.exists()


def test_a_trustee_decides_nothing_about_the_own_centre(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = proposed(cast)
    monkeypatch.setattr(belonging, "TIES", [lambda user, centre: user == cast.participation])
    with pytest.raises(LicenceFault, match="not_outsider"):
        decide(measure=measure, by=cast.participation, today=TODAY)
    assert state(cast) == "active"


def test_a_revocation_waits_until_the_last_file_has_left(cast: Cast) -> None:
    handed(cast, [case_file("F-1", cast.kashan)], cast.mehr)
    measure = decided(cast, "revocation")
    assert state(cast) == "suspended"
    with pytest.raises(LicenceFault, match="files_open"):
        revoke(measure=measure, carried=1, waiting=0, by=cast.participation, today=LATER)
    with pytest.raises(IntegrityError, match="still carries files"), transaction.atomic():
        revoke(measure=measure, carried=0, waiting=0, by=cast.participation, today=LATER)
    assert state(cast) == "suspended"
    lines = [(Mandate.objects.get().case_file_id, cast.noor.pk)]
    hand_over(lines=lines, actor=cast.deputy.actor, made_by=None, province=cast.isfahan)
    with pytest.raises(LicenceFault, match="files_waiting"):
        revoke(measure=measure, carried=0, waiting=1, by=cast.participation, today=LATER)
    revoke(measure=measure, carried=0, waiting=0, by=cast.participation, today=LATER)
    assert state(cast) == "revoked"


def test_a_revocation_waits_for_the_days_of_the_appeal_and_for_its_answer(cast: Cast) -> None:
    measure = decided(cast, "revocation")
    told: Any = {"measure": measure, "carried": 0, "waiting": 0, "by": cast.participation}
    with pytest.raises(LicenceFault, match="appeal_days"):
        revoke(**told, today=LATER - timedelta(days=1))
    made = appeal(measure=measure, words="no", by=cast.centre_head, today=TODAY, key="a")
    with pytest.raises(LicenceFault, match="appeal_open"):
        revoke(**told, today=LATER)
    hear(appeal=made, overturn=False, decision="so", by=cast.director, today=TODAY)
    revoke(**told, today=TODAY)
    assert state(cast) == "revoked"


def test_the_database_refuses_what_the_table_does_not_have(cast: Cast) -> None:
    gone = centre("10-050", cast.kashan, licence="revoked")
    for after in ("suspended", "expired", "active"):
        if after != "suspended":
            continue
        Centre.objects.filter(pk=gone.pk).update(licence=after)
    with pytest.raises(IntegrityError, match="does not move that way"), transaction.atomic():
        Centre.objects.filter(pk=cast.mehr.pk).update(licence="revoked")
    move = proposed(cast) and LicenceMove.objects.get()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        LicenceMove.objects.filter(pk=move.pk).update(note="x")


def test_an_appeal_brings_back_what_was_and_is_never_heard_by_who_decided(cast: Cast, term: LicenceTerm) -> None:
    first = decided(cast)
    measure = decided(cast, "revocation")
    revoke(measure=measure, carried=0, waiting=0, by=cast.participation, today=LATER)
    term.refresh_from_db()
    assert (state(cast), term.ended_why) == ("revoked", "revoked")
    made = appeal(measure=measure, words="no", by=cast.centre_head, today=TODAY, key="a")
    with pytest.raises(LicenceFault, match="same_person"):
        hear(appeal=made, overturn=True, decision="so", by=cast.participation, today=TODAY)
    hear(appeal=made, overturn=True, decision="so", by=cast.director, today=TODAY)
    for row in (first, term):
        row.refresh_from_db()
    assert (state(cast), first.state, term.ended_at) == ("suspended", "in_force", None)
    with pytest.raises(LicenceFault, match="appeal_decided"):
        hear(appeal=made, overturn=False, decision="so", by=cast.director, today=TODAY)


def test_an_appeal_has_its_days_and_its_words(cast: Cast) -> None:
    measure = decided(cast)
    with pytest.raises(LicenceFault, match="appeal_late"):
        appeal(measure=measure, words="no", by=cast.centre_head, today=TODAY + timedelta(days=31), key="a")
    with pytest.raises(LicenceFault, match="words_missing"):
        appeal(measure=measure, words=" ", by=cast.centre_head, today=TODAY, key="b")


def test_a_refused_renewal_stays_refused_until_it_is_allowed_again(cast: Cast, term: LicenceTerm) -> None:
    asked = ask_renewal(centre=cast.mehr, words="", by=cast.centre_head, today=TODAY, key="a")
    measure = decided(cast, "refusal")
    asked.refresh_from_db()
    assert (asked.state, state(cast)) == ("refused", "active")
    with pytest.raises(LicenceFault, match="refused"):
        renew(centre=cast.mehr, by=cast.participation, today=TODAY, key="c")
    lift(measure=measure, by=cast.participation, today=TODAY)
    assert renew(centre=cast.mehr, by=cast.participation, today=TODAY, key="d").begins > term.ends


def test_a_centre_on_probation_carries_and_gives_less(cast: Cast) -> None:
    new = centre("10-050", cast.kashan, licence="provisional", capacity=40)
    give(centre=new, kind="full", begins=TODAY, ends=TODAY + timedelta(days=700), by=cast.participation, key="g")
    assert new.ceiling == 20
    values = {"name": new.name, "capacity": 4}
    described: Any = {"seen_version": new.version, "specialities": [], "carried": 0, "actor": cast.participation.actor}
    new = describe(centre=new, values=values, **described)
    assert new.ceiling == 2
    files = [(case_file(f"F-{number}", cast.kashan).pk, new.pk) for number in range(3)]
    common: Any = {"actor": cast.deputy.actor, "made_by": None, "province": cast.isfahan}
    with pytest.raises(HandoverFault, match="centre_on_probation"):
        hand_over(lines=files, **common)
    handover = hand_over(lines=files[:2], **common)
    with pytest.raises(IntegrityError, match="during probation"), transaction.atomic():
        Mandate.objects.create(
            case_file_id=files[2][0], centre=new, handover=handover, state="offered", begun_at=handover.made_at
        )
    with pytest.raises(AidFault, match="probation"):
        require_within_probation(new, 2_000_000_001, TODAY)
    require_within_probation(new, 2_000_000_000, TODAY)
    assert pass_days(TODAY + timedelta(days=200)).confirmed == 1
    hand_over(lines=files[2:], **common)


def test_every_code_that_is_raised_has_its_sentence() -> None:
    given = {"centre": "1", "state": "active", "by": "x", "number": "1", "until": TODAY, "since": TODAY, "files": 2}
    for code in SENTENCES:
        assert LicenceFault(code, **given).sentence
