"""The pairs of keys for phones: RSA-OAEP (SHA-256) wraps an AES-256-GCM key that seals one form."""

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.db import transaction

from hamdeli.casework.models.phone import PhoneKey
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.journal.sealing import seal, unseal

BITS = 3072
OAEP = padding.OAEP(mgf=padding.MGF1(SHA256()), algorithm=SHA256(), label=None)


@transaction.atomic
def key_for_phones() -> PhoneKey:
    """Return the newest key that is not retired; make one where there is none."""
    newest = PhoneKey.objects.filter(retired_at__isnull=True).order_by("-pk").first()
    return newest or make_key()


def make_key() -> PhoneKey:
    """Make and store a pair."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    numbers = private.public_key().public_numbers()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    jwk = {
        "kty": "RSA",
        "alg": "RSA-OAEP-256",
        "n": encoded(numbers.n.to_bytes(BITS // 8, "big")),
        "e": encoded(numbers.e.to_bytes(3, "big")),
        "key_ops": ["encrypt"],
        "ext": True,
    }
    return PhoneKey.objects.create(public=jwk, private_sealed=seal(pem))


def open_envelope(envelope: dict[str, Any]) -> dict[str, Any]:
    """Return the form in an envelope {number, wrapped, nonce, text}, all base64url but the number.

    Raises SyncFault for what was not sealed with a key of ours, or was changed on the way.
    """
    try:
        key = PhoneKey.objects.get(pk=int(envelope["number"]))
        plain = private_key(bytes(key.private_sealed)).decrypt(decoded(envelope["wrapped"]), OAEP)
        form = json.loads(AESGCM(plain).decrypt(decoded(envelope["nonce"]), decoded(envelope["text"]), None))
    except (PhoneKey.DoesNotExist, KeyError, TypeError, ValueError, InvalidTag) as fault:
        raise SyncFault("not_ours") from fault
    if not isinstance(form, dict):
        raise SyncFault("not_ours")
    return form


@lru_cache(maxsize=4)
def private_key(sealed: bytes) -> rsa.RSAPrivateKey:
    """Return a private key; reading one proves its primes, which takes longer than a form."""
    private = load_pem_private_key(unseal(sealed).encode(), password=None)
    assert isinstance(private, rsa.RSAPrivateKey)
    return private


def encoded(raw: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes of base64url text. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
