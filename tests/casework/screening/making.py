"""Answers to the shipped questionnaires, and a screening made with them."""

from datetime import date
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Screening
from hamdeli.casework.screening.screening import screen
from hamdeli.questionnaires.choosing import edition_in_use
from hamdeli.questionnaires.models import Edition

TODAY = date(2026, 5, 10)
CALM: dict[str, Any] = {
    **{"who": "head", "children": 0, "use": "no", "peace": "calm", "fear": "no", "prison": "no", "ill": "no"},
    **{"meals": "never", "mood": "no", "home": "safe", "income": "steady", "elder": "no"},
}
WORRIED = CALM | {"children": 2, "child_danger": "no", "meals": "often", "wish": "کار برای پسرم"}
VIOLENT = CALM | {"fear": "yes", "wish": "QSECRETWISH"}
CHILD: dict[str, Any] = {
    **{"age": 9, "source": ["visit"], "carer": "one", "alone": "no", "basics": "no", "substances": "no"},
    **{"injury": "seen", "humiliation": "no", "abuse": "no", "away": "no", "school": "goes", "now": "days"},
    "facts": "QSECRETFACTS",
}


def edition(code: str) -> Edition:
    """Return the edition of a shipped screening."""
    found = edition_in_use(code, "screening", None)
    assert found is not None
    return found


def screened(file: CaseFile, by: User, answers: dict[str, Any], **how: Any) -> Screening:
    """Screen the family of `file`; with the questionnaire on children when the answers are about one."""
    code = "child-at-risk" if "injury" in answers else "social-harms"
    words = {"person": None, "done_on": TODAY, "key": "key", "today": TODAY, "edition": how.pop("edition", None)}
    words["edition"] = words["edition"] or edition(code)
    return screen(case_file=file, by=by, answers=answers, **{**words, **how})
