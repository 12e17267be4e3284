"""What the tests of onward referrals start from."""

from datetime import date, timedelta
from typing import Any

from hamdeli.casework.models import CaseFile, Onward
from hamdeli.casework.onward.sending import Request, send
from hamdeli.centres.models import Capability, Centre
from hamdeli.households.models import NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.journal.sealing import seal
from tests.support.cast import Cast, case_file

TODAY = date(2025, 10, 1)
WEEK = timedelta(days=7)


def able(centre: Centre, speciality: str = "social_work") -> Centre:
    """Give `centre` a speciality."""
    Capability.objects.get_or_create(centre=centre, speciality=speciality)
    return centre


def marked(cast: Cast, code: str = "10-901", **more: Any) -> CaseFile:
    """Return a file of Mehr whose family can be recognised by canaries: name, telephone, age."""
    file = case_file(code, cast.kashan, name=("Qgiven", "Qfamily"), **{"centre": cast.mehr, "need": "health", **more})
    file.household.phone_sealed = seal("+989131112233")
    file.household.save()
    head = file.household.members.get()
    head.birth_date = date(1963, 10, 2)
    head.save()
    NameWord.objects.bulk_create(name_words(Person.objects.get(pk=head.pk)))
    return file


def request(cast: Cast, **more: Any) -> Request:
    """Return what Mehr asks of Noor."""
    values: dict[str, Any] = {
        "receiver": able(cast.noor),
        "speciality": "social_work",
        "asked_for": "counselling for a couple",
        "answer_by": TODAY + WEEK,
    }
    return Request(**{**values, **more})


def sent(cast: Cast, file: CaseFile | None = None, **more: Any) -> Onward:
    """Return a referral from Mehr to Noor."""
    return send(case_file=file or marked(cast), request=request(cast, **more), by=cast.worker, today=TODAY)
