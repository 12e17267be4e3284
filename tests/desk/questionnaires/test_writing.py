"""A deputy writes a questionnaire without code, tries it, publishes it, and it is asked in the province."""

import re
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.questionnaires.choosing import editions_in_use
from hamdeli.questionnaires.content import question_of, questions_of
from hamdeli.questionnaires.loading import load_defaults
from hamdeli.questionnaires.models import Questionnaire
from tests.support.cast import Cast
from tests.support.crawling import text_of

SAID_BY_NOTHING = ("least", "value", "days")
TITLES = {"purpose": "screening", "title_fa": "پرسش‌نامهٔ استان", "title_en": "Of the province"}


class Writer:
    """Somebody who fills in the pages of one questionnaire as a browser would."""

    def __init__(self, client: Any) -> None:
        self.client = client
        answer = client.post("/questionnaires/new/", TITLES)
        assert answer.status_code == 302
        self.base = answer["Location"]

    @property
    def row(self) -> Questionnaire:
        """The questionnaire as it stands."""
        return Questionnaire.objects.get(pk=int(self.base.strip("/").split("/")[-1]))

    def put(self, part: str, query: str = "", code: str = "new", **words: Any) -> None:
        """Save a part."""
        data = {"version": self.row.version, "join": "and", **words}
        answer = self.client.post(f"{self.base}parts/{part}/{code}/{query}", data)
        assert answer.status_code == 302, answer.content.decode()

    def post(self, act: str, **words: Any) -> Any:
        """Do something with the questionnaire."""
        return self.client.post(f"{self.base}{act}/", {"version": self.row.version, **words})


@pytest.fixture
def writer(cast: Cast, sign_in: Any) -> Writer:
    """The deputy, with a questionnaire of two questions, two levels and a sign."""
    load_defaults(at=timezone.now())
    writer = Writer(sign_in(cast.deputy))
    writer.put("section", fa="بخش", en="Section")
    writer.put("question", "?section=s1&kind=yes_no", fa="نخست؟", en="First?", required="on", score_yes="۳")
    writer.put(
        "question",
        "?section=s1&kind=one_of",
        **{"fa": "دوم؟", "en": "Second?", "rule_what_0": "equals|q1|yes"},
        **{"option_fa_0": "الف", "option_en_0": "A", "option_score_0": "۲", "option_fa_1": "ب", "option_en_1": "B"},
    )
    writer.put("level", fa="آرام", en="Calm", least="0", tone="good")
    writer.put(
        "level", fa="پرخطر", en="High", least="4", tone="bad", task_fa_0="تماس", task_en_0="Call", task_days_0="2"
    )
    writer.put("sign", fa="نشانه", en="Sign", level="l2", rule_what_0="equals|q2|o2", rule_denied_0="on")
    return writer


def test_what_was_written_is_what_stands(writer: Writer) -> None:
    draft = writer.row.draft
    assert [question["code"] for question in questions_of(draft)] == ["q1", "q2"]
    second = question_of(draft, "q2")
    assert second is not None
    assert second["show_if"] == {"op": "equals", "question": "q1", "value": "yes"}
    assert [(option["code"], option["score"]) for option in second["options"]] == [("o1", 2), ("o2", 0)]
    assert draft["levels"][1]["tasks"] == [{"title": {"fa": "تماس", "en": "Call"}, "days": 2, "urgent": False}]
    assert draft["signs"][0]["when"] == {"op": "not", "condition": {"op": "equals", "question": "q2", "value": "o2"}}


def test_a_form_saved_as_it_stands_changes_nothing(writer: Writer) -> None:
    before = writer.row.draft
    for part, code in (("section", "s1"), ("question", "q1"), ("question", "q2"), ("level", "l2"), ("sign", "g1")):
        page = writer.client.get(f"{writer.base}parts/{part}/{code}/")
        form = page.context["form"]
        data = {
            field.html_name: field.value() for field in form if field.value() is not None and field.value() is not False
        }
        assert writer.client.post(f"{writer.base}parts/{part}/{code}/", data).status_code == 302
        assert writer.row.draft == before, part


def test_trying_shows_skips_and_the_result_and_stores_nothing(writer: Writer) -> None:
    page = writer.client.get(f"{writer.base}trial/").content.decode()
    assert "data-questionnaire" in page
    version = writer.row.version
    tried = writer.client.post(f"{writer.base}trial/", {"q-q1": "yes", "q-q2": "o1"}, HTTP_ACCEPT_LANGUAGE="en")
    assert (tried.context["explained"].points, tried.context["explained"].level) == (5, "High")
    assert [task.title for task in tried.context["explained"].tasks] == ["Call"]
    missing = writer.client.post(f"{writer.base}trial/", {})
    assert [fault.code for fault in missing.context["faults"]] == ["missing"]
    assert writer.row.version == version


def test_it_is_asked_in_the_province_once_published_and_not_elsewhere(writer: Writer, cast: Cast) -> None:
    def asked(province: Any) -> set[str]:
        return {edition.questionnaire.title_en for edition in editions_in_use("screening", province.pk)}

    assert "Of the province" not in asked(cast.isfahan)
    assert writer.post("editions").status_code == 302
    assert "Of the province" in asked(cast.isfahan)
    assert "Of the province" not in asked(cast.ilam)
    assert writer.post("retirement", reason="no longer needed").status_code == 302
    assert "Of the province" not in asked(cast.isfahan)


def test_a_draft_with_faults_is_not_published_and_says_why(writer: Writer) -> None:
    assert writer.post("removals", part="question", code="q1").status_code == 302
    answer = writer.post("editions")
    assert answer.status_code == 422
    assert not writer.row.editions.exists()
    assert {sentence for _where, sentence in answer.context["faults"]}


def test_moving_a_question_above_the_one_it_asks_for_is_a_fault_that_is_shown(writer: Writer) -> None:
    assert writer.post("moves", part="question", code="q2", to="up").status_code == 302
    assert [question["code"] for question in questions_of(writer.row.draft)] == ["q2", "q1"]
    assert writer.post("editions").status_code == 422
    assert writer.post("moves", part="question", code="q2", to="down").status_code == 302
    assert writer.post("editions").status_code == 302


def test_the_second_writer_is_told_and_nothing_is_lost(writer: Writer) -> None:
    old = writer.row.version
    writer.put("question", code="q1", fa="نخست، نو؟", en="First, new?")
    stale = writer.client.post(
        f"{writer.base}parts/question/q1/", {"version": old, "join": "and", "fa": "دیگر", "en": "Other"}
    )
    assert stale.status_code == 409
    asked = question_of(writer.row.draft, "q1")
    assert asked is not None
    assert asked["text"]["en"] == "First, new?"
    for act in ("moves", "removals"):
        assert writer.post(act, part="question", code="q1", version=old).status_code == 409
    assert writer.post("editions", version=old).status_code == 409


def test_a_copy_of_the_countrys_takes_its_place(cast: Cast, sign_in: Any) -> None:
    load_defaults(at=timezone.now())
    country = Questionnaire.objects.get(code="social-harms")
    client = sign_in(cast.deputy)
    answer = client.post(f"/questionnaires/{country.pk}/copy/")
    own = Questionnaire.objects.get(province=cast.isfahan)
    assert answer["Location"] == f"/questionnaires/{own.pk}/"
    assert client.post(f"/questionnaires/{country.pk}/copy/").status_code == 409
    assert country in {edition.questionnaire for edition in editions_in_use("screening", cast.isfahan.pk)}
    assert client.post(f"{answer['Location']}editions/", {"version": own.version}).status_code == 302
    used = {edition.questionnaire for edition in editions_in_use("screening", cast.isfahan.pk)}
    assert own in used
    assert country not in used
    assert country in {edition.questionnaire for edition in editions_in_use("screening", cast.ilam.pk)}


@pytest.mark.parametrize("code", ["social-harms", "child-at-risk", "visit-observations"])
def test_every_form_of_the_shipped_questionnaires_opens_and_keeps_what_stands(
    cast: Cast, sign_in: Any, code: str
) -> None:
    load_defaults(at=timezone.now())
    client = sign_in(cast.deputy)
    country = Questionnaire.objects.get(code=code)
    base = client.post(f"/questionnaires/{country.pk}/copy/")["Location"]
    own = Questionnaire.objects.get(province=cast.isfahan)
    page = client.get(base).content.decode()
    forms = set(re.findall(r'href="([^"]+/parts/[a-z]+/(?!new)[^"]+)"', page))
    assert len(forms) > len(questions_of(own.draft))
    for address in sorted(forms):
        form = client.get(address).context["form"]
        data = {
            field.html_name: field.value() for field in form if field.value() is not None and field.value() is not False
        }
        version = Questionnaire.objects.get(pk=own.pk).version
        assert client.post(address, data | {"version": version}).status_code == 302, address
    assert meaning(Questionnaire.objects.get(pk=own.pk).draft) == meaning(own.draft)


def meaning(value: Any) -> Any:
    """Return a draft without what says nothing; `any_of` as the `or` that the rows of the form make of it."""
    if isinstance(value, dict):
        if value.get("op") == "any_of":
            value = {
                "op": "or",
                "conditions": [
                    {"op": "equals", "question": value["question"], "value": one} for one in value["values"]
                ],
            }
        told = {key: meaning(one) for key, one in value.items()}
        return {key: one for key, one in told.items() if key in SAID_BY_NOTHING or one not in (None, "", [], {}, False)}
    return [meaning(one) for one in value] if isinstance(value, list) else value


def test_a_title_is_found_and_the_list_leaves_the_house_as_it_is_filtered(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    for title in ("پرسش‌نامهٔ سلامت", "آموزش فرزندان"):
        assert client.post("/questionnaires/new/", TITLES | {"title_fa": title, "title_en": title}).status_code == 302
    for address in ("/questionnaires/?q=", "/questionnaires/export/?q="):
        found = text_of(client.get(f"{address}آموزش"))
        assert ["سلامت" in found, "آموزش فرزندان" in found] == [False, True]
        assert "آموزش فرزندان" not in text_of(client.get(f"{address}آموزش&whose=country"))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_text_stands_in_the_direction_of_its_language(cast: Cast, sign_in: Any, language: str) -> None:
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = language
    page = client.get("/questionnaires/new/").content.decode()
    for name, lang, direction in (("title_fa", "fa", "rtl"), ("title_en", "en", "ltr")):
        control = re.search(f'<input[^>]*name="{name}"[^>]*>', page)
        assert control is not None
        assert f'lang="{lang}"' in control[0]
        assert f'dir="{direction}"' in control[0]
