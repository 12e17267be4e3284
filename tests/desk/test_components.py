"""The components: what they write, in both languages, and what no part of the face may hold."""

import re
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from hamdeli.desk.templatetags.components import register
from hamdeli.desk.templatetags.layout import icon_names
from hamdeli.desk.templatetags.pictures import Chart, Series

DESK = Path(__file__).resolve().parents[2] / "hamdeli" / "desk"
OURS = DESK / "static" / "desk"
TEMPLATES = sorted((DESK / "templates").rglob("*.html"))
STYLES = sorted(OURS.glob("*.css"))
GUIDE = DESK.parents[1] / "docs" / "design-system.md"
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right)\s*:"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)"
)
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)

Fault = namedtuple("Fault", "row column value message")
Change = namedtuple("Change", "field yours theirs")
Thing = namedtuple("Thing", "version")


class CentreForm(forms.Form):
    """A form with a field of each direction."""

    name = forms.CharField(label="Name")
    places = forms.IntegerField(label="Places", min_value=1)
    opened = forms.DateField(label="Opened", required=False)


@pytest.fixture(autouse=True)
def _persian() -> Iterator[None]:
    with translation.override("fa"):
        yield


PIECE = '<span class="h-piece">%s</span>'


def written(source: str, path: str = "/", **context: Any) -> str:
    """What a piece of a template writes."""
    request = RequestFactory().get(path)
    text = Template("{% load components %}" + source).render(Context({"request": request, **context}))
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("source", "persian", "english"),
    [
        ("{{ 22485|number }}", "۲۲٬۴۸۵", "22,485"),
        ("{{ 2.345|number:1 }}", "۲٫۳", "2.3"),
        ("{{ nothing|number }}", "—", "—"),
        ("{{ 0.4|percent }}", "۴۰٪", "40%"),
        ("{{ 0.4|growth }}", '<bdi dir="ltr">+۴۰٪</bdi>', '<bdi dir="ltr">+40%</bdi>'),
        ("{{ 730|kilometres }}", "۷۳۰ متر", "730 m"),
        ("{{ 12345|kilometres }}", "۱۲٫۳ کیلومتر", "12.3 km"),
        ("{{ 1000|kilometres }}", "۱٫۰ کیلومتر", "1.0 km"),
        ("{{ spring|day }}", PIECE % "۱۴۰۴/۰۱/۰۱", PIECE % "2025-03-21"),
        ("{{ late|day }}", PIECE % "۱۴۰۴/۰۱/۰۲", PIECE % "2025-03-22"),
        ("{{ late|moment }}", PIECE % "۱۴۰۴/۰۱/۰۲ ۰۱:۳۰", PIECE % "2025-03-22 01:30"),
        ("{{ 'A-12'|digits }}", "A-۱۲", "A-12"),
        (
            "{{ '10-0421'|code }}",
            '<bdi class="h-code" dir="ltr">۱۰-۰۴۲۱</bdi>',
            '<bdi class="h-code" dir="ltr">10-0421</bdi>',
        ),
    ],
)
def test_values_are_written_as_the_reader_has_them(source: str, persian: str, english: str) -> None:
    values: dict[str, Any] = {
        "spring": date(2025, 3, 21),
        "late": datetime(2025, 3, 21, 22, 0, tzinfo=UTC),
        "nothing": None,
    }
    assert written(source, **values) == persian
    with translation.override("en"):
        assert written(source, **values) == english


def test_text_from_records_is_never_markup() -> None:
    evil = "<img src=x onerror=alert(1)>"
    sources = [
        "{{ evil|code }}",
        "{% badge evil %}",
        "{% figure evil evil unit=evil counted=evil url='?' %}",
        "{% empty_state evil evil '?' evil %}",
        "{% notice title=evil %}{{ evil }}{% endnotice %}",
        "{% card evil subtitle=evil %}{{ evil }}{% endcard %}",
        "{% page_header evil evil %}{{ evil }}{% endpage_header %}",
        "{% definition_list %}{% definition evil %}{{ evil }}{% enddefinition %}{% enddefinition_list %}",
        "{% data_table caption=evil %}<tr><td>{{ evil }}</td></tr>{% enddata_table %}",
        "{% column_header evil key='a' %}",
        "{% confirm_form '?' evil evil %}{{ evil }}{% endconfirm_form %}",
        "{% fault_table faults %}",
        "{% conflict_panel changes evil %}",
        "{% chart_panel chart %}",
        "{% map_panel '?' evil %}",
        "{% choose 'a' evil evil %}{% choose_all evil %}{% meter 1 2 evil %}",
    ]
    chart = Chart("c", evil, [evil], [Series(evil, [1])])
    context: dict[str, Any] = {
        "evil": evil,
        "faults": [Fault(1, evil, evil, evil)],
        "changes": [Change(evil, evil, evil)],
    }
    for source in sources:
        assert "<img" not in written(source, chart=chart, **context), source


def test_icons_are_decoration_unless_labelled_and_turn_with_the_line() -> None:
    assert 'aria-hidden="true"' in written("{% icon 'home' %}")
    assert 'role="img" aria-label="Home"' in written("{% icon 'home' 'Home' %}")
    assert "h-icon-turns" in written("{% icon 'chevron-end' %}")
    assert "h-icon-turns" not in written("{% icon 'home' %}")
    with pytest.raises(TemplateSyntaxError, match="no icon 'unicorn'"):
        written("{% icon 'unicorn' %}")


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    named = re.compile(r"""{% icon ["']([\w-]+)["']|icon=["']([\w-]+)["']""")
    found = [(path.name, a or b) for path in TEMPLATES for a, b in named.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 30
    assert [pair for pair in found if pair[1] not in icon_names()] == []


def test_a_figure_shows_its_parts_and_leads_to_its_rows() -> None:
    text = written(
        "{% figure 22485|number 'Files' url='/files/' numerator=22485 denominator=16061 as_of=day trend=0.4 %}",
        day=date(2025, 3, 20),
    )
    assert text.lstrip().startswith('<a class="h-figure" href="/files/">')
    for part in ("۲۲٬۴۸۵", "۱۶٬۰۶۱", "+۴۰٪", "۱۴۰۳/۱۲/۳۰"):
        assert part in text
    assert "<a" not in written("{% figure 1 'Files' %}")


@pytest.mark.parametrize(
    ("state", "tone"), [("accepted", "good"), ("waiting", "warn"), ("declined", "bad"), ("unheard", "neutral")]
)
def test_a_badge_takes_its_tone_from_the_state(state: str, tone: str) -> None:
    assert written("{% badge state label='x' %}", state=state) == f'<span class="h-badge h-tone-{tone}">x</span>'


def test_a_tone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="no tone 'loud'"):
        written("{% notice 'loud' %}x{% endnotice %}")


def test_progress_says_how_far_and_asks_again_only_while_it_runs() -> None:
    text = written("{% progress_bar 9120 22485 label='Reading' stage='rows' poll_url='/jobs/1/' %}")
    assert 'value="9120" max="22485"' in text
    assert "۴۱٪" in text
    assert 'hx-get="/jobs/1/" hx-trigger="every 1s"' in text
    text = written("{% progress_bar None None label='Waiting' %}")
    assert '<progress aria-label="Waiting"></progress>' in text
    assert "hx-" not in text


def test_steps_mark_what_is_done_and_where_one_stands() -> None:
    text = written("{% steps labels 2 %}", labels=["a", "b", "c"])
    assert text.count("h-step-done") == 1
    assert text.count('aria-current="step"') == 1
    assert "۳" in text


def test_headings_sort_both_ways_and_start_paging_anew() -> None:
    source = "{% column_header 'Load' key='load' %}"
    assert 'href="?q=x&amp;sort=load"' in written(source, "/?q=x&after=9")
    text = written(source, "/?sort=load")
    assert 'aria-sort="ascending"' in text
    assert 'href="?sort=-load"' in text
    text = written(source, "/?sort=-load")
    assert 'aria-sort="descending"' in text
    assert 'href="?sort=load"' in text


def test_the_pager_keeps_the_filters_and_vanishes_on_a_single_page() -> None:
    text = written("{% pager before='a' after='b' %}", "/?q=x&after=1")
    assert 'href="?q=x&amp;before=a"' in text
    assert 'href="?q=x&amp;after=b"' in text
    assert written("{% pager before='' after='' %}").strip() == ""


def test_the_toolbar_keeps_its_state_in_the_address() -> None:
    class Search(forms.Form):
        q = forms.CharField(required=False)
        state = forms.ChoiceField(required=False, choices=[("", "all"), ("waiting", "waiting")])

    source = "{% list_toolbar form export_url='/export/' shown=20 more=True %}"
    request = "/files/?q=%D8%B9%D9%84%DB%8C&state=waiting&sort=-load&after=7"
    text = written(source, request, form=Search({"q": "علی", "state": "waiting"}))
    assert 'action="/files/"' in text
    assert 'value="علی"' in text
    assert '<option value="waiting" selected>' in text
    assert 'name="sort" value="-load"' in text
    assert 'href="/export/?q=%D8%B9%D9%84%DB%8C&amp;state=waiting&amp;sort=-load"' in text
    assert "۲۰" in text
    assert 'href="/files/"' in text
    assert 'href="/files/"' not in written(source, "/files/", form=Search({}))


def test_a_field_ties_label_hint_and_error_together() -> None:
    form = CentreForm({"name": "", "places": "0"})
    text = written("{% field form.places hint='At least one' %}", form=form)
    assert '<label class="form-label" for="id_places">' in text
    assert 'aria-describedby="id_places_helptext id_places_error"' in text
    assert 'aria-invalid="true"' in text
    assert 'dir="ltr"' in text
    assert 'id="id_places_error"' in text
    assert 'dir="ltr"' not in written("{% field form.name %}", form=form)
    assert 'dir="ltr"' in written("{% field form.name ltr=True %}", form=form)
    assert "۱۴۰۴/۰۱/۲۵" in written("{% field form.opened %}", form=form)


def test_the_summary_of_errors_links_to_the_fields_and_is_silent_otherwise() -> None:
    text = written("{% error_summary form %}", form=CentreForm({"name": "", "places": "3"}))
    assert 'href="#id_name"' in text
    assert 'href="#id_places"' not in text
    assert written("{% error_summary form %}", form=CentreForm()).strip() == ""


def test_an_act_posts_with_token_key_and_version() -> None:
    source = "{% confirm_form '/undo/' 'Undo' 'Really?' thing=thing %}{% endconfirm_form %}"
    first, second = (written(source, thing=Thing(7), csrf_token="abc") for _ in range(2))
    for part in ('method="post" action="/undo/"', 'value="abc"', 'name="version" value="7"', "<dialog", "Really?"):
        assert part in first
    key = re.compile(r'name="idempotency_key" value="([0-9a-f-]{36})"')
    assert key.findall(first) != key.findall(second)
    assert "<dialog" not in written("{% confirm_form '/accept/' 'Accept' %}{% endconfirm_form %}")


def test_the_inputs_of_an_act_are_fields_of_its_form() -> None:
    field = '<input type="hidden" name="kind" value="pin">'
    assert field in written("{% confirm_form '/pin/' 'Pin' 'Really?' %} " + field + " {% endconfirm_form %}")
    link = '<a class="btn" href="/new/">'
    assert link in written("{% page_header 'Title' %} " + link + "</a> {% endpage_header %}")


def test_a_conflict_shows_both_changes_field_by_field() -> None:
    text = written("{% conflict_panel changes 'Zahra' %}", changes=[Change("Capacity", 60, 55)])
    for part in ("Zahra", "Capacity", "۶۰", "۵۵"):
        assert part in text


def test_a_chart_has_its_figures_as_data_and_as_a_table() -> None:
    chart = Chart("months", "Files", ["Tir"], [Series("handed over", [1530]), Series("returned", [None])])
    text = written("{% chart_panel chart %}", chart=chart)
    assert '"values": [1530]' in text
    assert 'data-chart="months-data"' in text
    assert "۱٬۵۳۰" in text
    assert "—" in text


def test_own_styles_know_no_left_and_no_right() -> None:
    assert len(STYLES) >= 5
    assert [(path.name, found) for path in STYLES for found in PHYSICAL.findall(path.read_text())] == []
    for planted in (
        "a { margin-left: 0; }",
        "a { left: 0; }",
        "a { text-align: right; }",
        "a { border-right-width: 0 }",
    ):
        assert PHYSICAL.search(planted)
    assert not PHYSICAL.search("a { margin-inline-start: 0; inset-inline: 0; }")


def test_templates_hold_no_inline_script_and_no_inline_style() -> None:
    assert len(TEMPLATES) > 50
    assert [(path.name, found) for path in TEMPLATES for found in INLINE.findall(path.read_text())] == []
    for planted in ('<p style="x">', "<style>", '<a onclick="x">', "<script>x</script>"):
        assert INLINE.search(planted)


def test_nothing_of_ours_asks_another_house() -> None:
    ours = [*TEMPLATES, *(path for path in OURS.rglob("*") if path.suffix in {".css", ".js", ".svg"})]
    assert [(path.name, found) for path in ours for found in OUTSIDE.findall(path.read_text(encoding="utf-8"))] == []


def test_colours_keep_their_contrast_in_both_themes() -> None:
    tokens = dict(re.findall(r"--h-([\w-]+):\s*light-dark\(([^)]*)\)", (OURS / "hamdeli.css").read_text()))
    on_grounds = ("ink", "ink-soft", "accent", "good", "warn", "bad")
    pairs = [(ink, ground) for ink in on_grounds for ground in ("surface", "paper")]
    pairs += [("on-accent", "accent"), ("ink", "sunken"), ("ink-soft", "sunken"), ("accent-strong", "accent-soft")]
    for theme in (0, 1):
        for ink, ground in pairs:
            found = contrast(*(tokens[name].split(",")[theme].strip() for name in (ink, ground)))
            assert found >= 4.5, (theme, ink, ground, found)
        assert contrast(*(tokens[name].split(",")[theme].strip() for name in ("line-strong", "surface"))) >= 3


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2.2 counts it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#rgb` or `#rrggbb`."""
    digits = colour.lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", sorted([*register.tags, *register.filters]))
def test_every_component_is_in_the_guide_and_on_the_showcase(name: str) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert f"{{% {name}" in guide or f"|{name}" in guide.replace("\\|", "|"), "not in docs/design-system.md"
    shown = "".join(path.read_text() for path in (DESK / "templates" / "desk" / "showcase").glob("*.html"))
    shown += "".join(path.read_text() for path in (DESK / "templates" / "desk" / "components").glob("*.html"))
    assert re.search(rf"{{% {name}[ %]|\|{name}\b", shown), "not on the showcase"
