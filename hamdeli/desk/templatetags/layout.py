"""Parts of a page that show: icons, headers, cards, figures, notices, badges, progress, steps, tabs."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()
SPRITE = "vendor/tabler-icons-3.51.0/sprite.svg"
STATIC = Path(__file__).resolve().parent.parent / "static"

# These point along the line of writing and turn round with it.
TURNING = frozenset(
    {
        *("chevron-start", "chevron-end", "arrow-start", "arrow-end", "arrow-back-up", "arrow-forward-up"),
        *("login", "logout", "transfer", "transfer-out", "external", "list", "list-check", "route"),
    }
)

TONES = frozenset({"good", "warn", "bad", "accent", "neutral"})
TONE_OF_LEVEL = {"success": "good", "warning": "warn", "error": "bad", "info": "accent", "debug": "neutral"}
ICON_OF_TONE = {"good": "circle-check", "warn": "alert", "bad": "alert-circle", "accent": "info", "neutral": "info"}
# The state words of the house, by how they should look; a word that is missing here is neutral.
TONE_OF_STATE = {
    **dict.fromkeys(("active", "accepted", "approved", "done", "succeeded", "open", "optimal", "licensed"), "good"),
    **dict.fromkeys(("waiting", "handed_over", "offered", "pending", "queued", "draft", "review", "suspended"), "warn"),
    **dict.fromkeys(("declined", "failed", "refused", "revoked", "expired", "lost", "closed", "over"), "bad"),
    **dict.fromkeys(("running", "ready", "proposed", "new", "current"), "accent"),
    **{"quiet": "warn", "silent": "bad"},
}


@cache
def icon_names() -> frozenset[str]:
    """The names in the sprite."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', (STATIC / SPRITE).read_text(encoding="utf-8")))


@cache
def sprite() -> str:
    """The address of the sprite."""
    return static(SPRITE)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "", turns: bool | None = None) -> SafeString:
    """`{% icon "name" %}`: decoration unless it has a `label`; icons that point along the line turn in RTL.

    A name that the sprite lacks raises, so that a page without its icon never leaves the house.
    """
    return drawn_icon(name, str(label), css, turns)


@lru_cache(maxsize=2048)
def drawn_icon(name: str, label: str, css: str, turns: bool | None) -> SafeString:
    """Return the icon; the same few dozen stand on every page."""
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"the sprite has no icon {name!r}; add it to scripts/icons.txt")
    turning = name in TURNING if turns is None else turns
    classes = " ".join(filter(None, ("h-icon", "h-icon-turns" if turning else "", css)))
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {} focusable="false"><use href="{}#{}"></use></svg>', classes, spoken, sprite(), name
    )


@register.simple_block_tag
def page_header(content: str, title: str, subtitle: str = "") -> str:
    """`{% page_header title subtitle %}buttons{% endpage_header %}`, where a page fills the block `header` itself."""
    words = {"title": title, "subtitle": subtitle, "actions": SafeString(content.strip())}
    return render_to_string("desk/components/page_header.html", words)


@register.simple_tag
def breadcrumb(crumbs: Iterable[tuple[str, str]]) -> str:
    """`{% breadcrumb crumbs %}`: pairs of label and address; the last one is this page and needs no address."""
    return render_to_string("desk/components/breadcrumb.html", {"crumbs": list(crumbs)})


@register.simple_block_tag
def card(content: str, title: str = "", subtitle: str = "", icon: str = "", flush: bool = False, id: str = "") -> str:
    """`{% card "Title" %}…{% endcard %}`; `flush=True` lets a table reach the edges."""
    words = {"content": content, "title": title, "subtitle": subtitle, "icon": icon, "flush": flush, "id": id}
    return render_to_string("desk/components/card.html", words)


@register.inclusion_tag("desk/components/figure.html")
def figure(
    value: object,
    label: str,
    *,
    url: str = "",
    unit: str = "",
    numerator: object = None,
    denominator: object = None,
    counted: str = "",
    as_of: object = None,
    period: str = "",
    trend: float | None = None,
    trend_label: str = "",
    trend_tone: str = "neutral",
) -> dict[str, Any]:
    """`{% figure value label url=… %}`: a big number and what stands behind it.

    `value` comes formatted (`n|number`). `numerator` and `denominator` are numbers, `counted` says what they count,
    `as_of` is a date, or else `period` says over which time it was counted, `trend` a ratio (0.4 is +40%), `url` leads
    to the rows.
    """
    return dict(locals())


@register.simple_block_tag
def notice(content: str, tone: str = "accent", title: str = "", icon: str = "") -> str:
    """`{% notice "warn" title="…" %}<p>…</p>{% endnotice %}`; the tone may also be a level of Django's messages."""
    tone = _tone(tone.split()[-1] if tone else "accent")
    words = {"content": content, "tone": tone, "title": title, "icon": icon or ICON_OF_TONE[tone]}
    return render_to_string("desk/components/notice.html", words)


@register.simple_tag
def badge(state: object, label: object = "", tone: str = "") -> SafeString:
    """`{% badge file.state label=file.get_state_display %}`: the tone follows the state word unless it is given."""
    word = str(getattr(state, "value", state))
    chosen = _tone(tone) if tone else TONE_OF_STATE.get(word, "neutral")
    return format_html('<span class="h-badge h-tone-{}">{}</span>', chosen, label or getattr(state, "label", state))


@register.inclusion_tag("desk/components/empty_state.html")
def empty_state(
    title: str, text: str = "", action_url: str = "", action_label: str = "", icon: str = "mood-empty"
) -> dict[str, Any]:
    """`{% empty_state title text action_url action_label icon="folder-off" %}`: says what to do next."""
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label, "icon": icon}


@register.inclusion_tag("desk/components/progress_bar.html")
def progress_bar(
    value: int | None,
    total: int | None,
    *,
    stage: str = "",
    label: str = "",
    poll_url: str = "",
    tone: str = "accent",
) -> dict[str, Any]:
    """`{% progress_bar done total stage=… label=… poll_url=… %}`.

    Without a total it runs without an end in sight. With `poll_url` htmx fetches the same part again every second and
    puts it in its place; the answer of the finished job leaves `poll_url` out, and the asking ends.
    """
    words = {"stage": stage, "label": label, "poll_url": poll_url, "tone": _tone(tone)}
    known = value is not None and bool(total)
    return words | {"value": value, "total": total, "known": known, "share": value / total if known else None}  # type: ignore[operator]


@register.simple_tag
def meter(value: float, total: float, label: str, tone: str = "accent") -> SafeString:
    """`{% meter load capacity label %}`: a small bar in a table's cell; the figure itself stands beside it as text."""
    return format_html(
        '<progress class="h-meter h-tone-{}" value="{}" max="{}" aria-label="{}"></progress>',
        _tone(tone),
        min(value, total),
        max(total, 1),
        label,
    )


@register.inclusion_tag("desk/components/steps.html")
def steps(labels: Sequence[object], current: int) -> dict[str, Any]:
    """`{% steps labels current %}`: a stepper; `current` counts from 1, one past the end means all are done."""
    return {"steps": [(place, label, place < current, place == current) for place, label in enumerate(labels, 1)]}


@register.simple_block_tag
def definition_list(content: str) -> SafeString:
    """`{% definition_list %}{% definition "Label" %}value{% enddefinition %}…{% enddefinition_list %}`."""
    return format_html('<dl class="h-definitions">{}</dl>', content)


@register.simple_block_tag
def definition(content: str, label: str) -> SafeString:
    """One pair of a definition list."""
    return format_html("<dt>{}</dt><dd>{}</dd>", capfirst(label), content)


@register.inclusion_tag("desk/components/tabs.html")
def tabs(items: Iterable[Any], label: str = "") -> dict[str, Any]:
    """`{% tabs items label %}`: pages of one object; each item has `label`, `url`, `active`, and maybe `count`."""
    return {"items": list(items), "label": label}


def _tone(tone: str) -> str:
    chosen = TONE_OF_LEVEL.get(tone, tone)
    if chosen not in TONES:
        raise template.TemplateSyntaxError(f"no tone {tone!r}; there are {', '.join(sorted(TONES))}")
    return chosen
