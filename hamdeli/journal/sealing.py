"""Sealing what identifies a person: AES-256-GCM, and a keyed index by which a sealed value can still be found.

A plain hash of a national code is undone in minutes (there are only 10^9 of them), so the index is an HMAC.
"""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_ID = b"\x01"
NONCE_BYTES = 12


@lru_cache(maxsize=4)
def derived(purpose: bytes, secret: str) -> bytes:
    """Return the 32-byte key for `purpose`."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())


def seal(value: str) -> bytes:
    """Return `value` sealed: key id, nonce, ciphertext with its tag."""
    return seal_bytes(value.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """Return the value that was sealed. Raises `cryptography.exceptions.InvalidTag` when it was tampered with."""
    return unseal_bytes(bytes(sealed)).decode()


def seal_bytes(content: bytes) -> bytes:
    """Return `content`, such as a scan, sealed."""
    nonce = os.urandom(NONCE_BYTES)
    cipher = AESGCM(derived(b"seal", settings.SEALING_KEY))
    return KEY_ID + nonce + cipher.encrypt(nonce, content, KEY_ID)


def unseal_bytes(sealed: bytes) -> bytes:
    """Return the content that was sealed. Raises `cryptography.exceptions.InvalidTag` when it was tampered with."""
    cipher = AESGCM(derived(b"seal", settings.SEALING_KEY))
    nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return cipher.decrypt(nonce, content, sealed[:1])


def blind_index(value: str) -> str:
    """Return the 64 hexadecimal digits under which a sealed `value` is found."""
    return hmac.new(derived(b"index", settings.SEALING_KEY), value.encode(), hashlib.sha256).hexdigest()
