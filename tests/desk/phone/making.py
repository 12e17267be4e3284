"""What the tests of the phone need: a planned visit, a sealed form."""

import json
import os
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.syncing.keys import OAEP, decoded, encoded, key_for_phones
from tests.support.cast import Cast, case_file

NAME = ("مرضیه", "کاناری‌زاده")


def planned(cast: Cast, code: str = "10-4000001") -> Visit:
    """Plan a visit of the cast's worker for today."""
    file = case_file(code, cast.kashan, centre=cast.mehr, worker=cast.worker, name=NAME)
    return plan(file, cast.worker)


def plan(file: CaseFile, visitor: User) -> Visit:
    """Plan a visit for today."""
    now = timezone.now()
    return Visit.objects.create(
        case_file=file, planned_on=timezone.localdate(), visitor=visitor, made_by=visitor, made_at=now
    )


def form(visit: Visit, **more: Any) -> dict[str, Any]:
    """Return the form of a visit as a phone finishes it."""
    body = {
        "visit": visit.pk,
        "facts": "خانه گرم بود.",
        "opinion": "",
        "outcome": "continue",
        "reason": "stable",
        "done_on": timezone.localdate().isoformat(),
    }
    return {
        "key": "0d9f1c52-6a1b-4a53-9d0f-7a2c5f6e8b90",
        "kind": "visit",
        "subject": visit.case_file.code,
        "user": visit.visitor_id,
        "finished_at": (timezone.now() - timedelta(days=60)).isoformat(),
        "body": body | more.pop("body", {}),
        **more,
    }


def loose(user: User, kind: str, subject: str, number: int = 1, **body: Any) -> dict[str, Any]:
    """Return a form of another kind as the phone of `user` finishes it."""
    plain = {"key": f"{kind}-of-one-phone-{number}", "kind": kind, "subject": subject, "user": user.pk, "body": body}
    return plain | {"finished_at": timezone.now().isoformat()}


def send(client: Client, plain: dict[str, Any], **changed: Any) -> Any:
    """Send a form, sealed, and return the reply."""
    return client.post("/phone/forms/", sealed(plain) | changed, content_type="application/json")


def sealed(plain: dict[str, Any]) -> dict[str, Any]:
    """Seal a form as the phone does."""
    key = key_for_phones()
    number, exponent = (int.from_bytes(decoded(key.public[name]), "big") for name in ("n", "e"))
    secret, nonce = os.urandom(32), os.urandom(12)
    wrapped = rsa.RSAPublicNumbers(exponent, number).public_key().encrypt(secret, OAEP)
    text = AESGCM(secret).encrypt(nonce, json.dumps(plain).encode(), None)
    return {"number": key.pk, "wrapped": encoded(wrapped), "nonce": encoded(nonce), "text": encoded(text)}
