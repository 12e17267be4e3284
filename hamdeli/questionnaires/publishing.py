"""Publishing an edition, which never changes again; retiring a questionnaire; copying one for a province."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.journal.actors import Actor
from hamdeli.journal.chain import digest_of
from hamdeli.journal.changing import Conflict
from hamdeli.journal.writing import write
from hamdeli.places.models import Place
from hamdeli.questionnaires.checking import Fault, check_content
from hamdeli.questionnaires.content import Content, empty
from hamdeli.questionnaires.models import Edition, Purpose, Questionnaire

KIND = "questionnaire"


class ContentFault(Exception):
    """A questionnaire cannot be published. `faults` says why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = list(faults)


class AlreadyThere(Exception):
    """The province has a questionnaire of this code already."""


def locked(questionnaire: Questionnaire, seen_version: int) -> Questionnaire:
    """Return the row, locked for this transaction. Raises `Conflict` when somebody changed it meanwhile."""
    fresh = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if fresh.version != seen_version:
        raise Conflict(fresh, [], "")
    fresh.version += 1
    return fresh


def whole(questionnaire: Questionnaire) -> Content:
    """Return the draft with its title, purpose and secrecy: what an edition keeps."""
    return {
        **questionnaire.draft,
        "title": {"fa": questionnaire.title_fa, "en": questionnaire.title_en},
        "purpose": questionnaire.purpose,
        "restricted": questionnaire.restricted,
    }


def faults_before_publishing(questionnaire: Questionnaire) -> list[Fault]:
    """Return why the draft cannot be published yet."""
    faults = check_content(questionnaire.draft)
    if questionnaire.purpose == Purpose.SCREENING and not questionnaire.draft.get("levels"):
        faults = [fault for fault in faults if fault.code != "no_levels"] + [Fault("no_levels")]
    return faults


@transaction.atomic
def publish(questionnaire: Questionnaire, *, seen_version: int, by: User | None, actor: Actor, at: datetime) -> Edition:
    """Make the draft the next edition. The same content again gives the edition that has it already.

    Raises `ContentFault`, or `Conflict` when the draft was changed meanwhile.
    """
    fresh = locked(questionnaire, seen_version)
    faults = faults_before_publishing(fresh)
    if faults:
        raise ContentFault(faults)
    content = whole(fresh)
    newest = fresh.editions.order_by("-number").first()
    if newest is not None and newest.digest == digest_of(content) and fresh.retired_at is None:
        return newest
    fresh.retired_at = None
    fresh.save(update_fields=["version", "retired_at"])
    return next_edition(fresh, newest.number + 1 if newest else 1, content, by=by, actor=actor, at=at)


def next_edition(
    questionnaire: Questionnaire, number: int, content: Content, *, by: User | None, actor: Actor, at: datetime
) -> Edition:
    """Store an edition and tell the journal."""
    digest = digest_of(content)
    edition = Edition.objects.create(
        questionnaire=questionnaire, number=number, content=content, digest=digest, published_at=at, published_by=by
    )
    write(
        actor=actor,
        verb="published",
        kind=KIND,
        subject=questionnaire.code,
        details={"edition": number, "digest": digest},
    )
    return edition


@transaction.atomic
def retire(questionnaire: Questionnaire, *, seen_version: int, reason: str, actor: Actor, at: datetime) -> None:
    """Ask with it no longer; what was answered stays readable. Raises `Conflict`."""
    fresh = locked(questionnaire, seen_version)
    fresh.retired_at = at
    fresh.save(update_fields=["version", "retired_at"])
    write(actor=actor, verb="retired", kind=KIND, subject=fresh.code, reason=reason)


@transaction.atomic
def begin(
    *, province: Place, purpose: str, title_fa: str, title_en: str, restricted: bool, actor: Actor
) -> Questionnaire:
    """Begin an empty questionnaire of a province; its code is drawn, for nobody has to know it."""
    words: dict[str, Any] = {"purpose": purpose, "title_fa": title_fa, "title_en": title_en, "restricted": restricted}
    made = Questionnaire.objects.create(code=f"own-{uuid.uuid4().hex[:10]}", province=province, draft=empty(), **words)
    write(actor=actor, verb="began", kind=KIND, subject=made.code)
    return made


@transaction.atomic
def copy_for(questionnaire: Questionnaire, *, province: Place, actor: Actor) -> Questionnaire:
    """Copy the newest edition for a province, which then changes and publishes its own. Raises `AlreadyThere`."""
    code = questionnaire.code
    if Questionnaire.objects.filter(province=province, code=code).exists():
        raise AlreadyThere(code)
    newest = questionnaire.editions.order_by("-number").first()
    draft = newest.content if newest else questionnaire.draft
    made = Questionnaire.objects.create(
        code=code,
        province=province,
        purpose=questionnaire.purpose,
        title_fa=questionnaire.title_fa,
        title_en=questionnaire.title_en,
        restricted=questionnaire.restricted,
        draft={name: draft.get(name, []) for name in empty()},
    )
    write(actor=actor, verb="copied", kind=KIND, subject=code, details={"province": province.code})
    return made
