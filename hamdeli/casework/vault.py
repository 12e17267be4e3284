"""Where scans and photographs lie: outside the web root, sealed, each under the digest of what it holds."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from hamdeli.journal.sealing import seal_bytes, unseal_bytes

FOLDER = "sealed"


class VaultFault(Exception):
    """What was kept is not there any more, or is not what was kept."""


def keep(content: bytes) -> str:
    """Store `content` sealed and return its SHA-256, 64 hexadecimal digits; the same content is stored once."""
    digest = hashlib.sha256(content).hexdigest()
    path = place_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="new-", delete=False) as file:
        file.write(seal_bytes(content))
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    return digest


def kept(digest: str) -> bytes:
    """Return what was kept under `digest`, proved to be the same. Raises `VaultFault`, or `InvalidTag` of the seal."""
    try:
        content = unseal_bytes(place_of(digest).read_bytes())
    except FileNotFoundError as missing:
        raise VaultFault(digest) from missing
    if hashlib.sha256(content).hexdigest() != digest:
        raise VaultFault(digest)
    return content


def place_of(digest: str) -> Path:
    """Return where the content of `digest` lies."""
    return Path(settings.MEDIA_ROOT) / FOLDER / digest[:2] / digest
