"""Gathering and compressing what browsers load, once for each state of the sources."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".gathered"


def gather() -> bool:
    """Gather and compress, unless that was done for just these files; say whether it was needed."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    digest = digest_of_sources()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, encoding="utf-8")
    return True


def digest_of_sources() -> str:
    """Return a digest over the paths, sizes and times of all files that the finders find."""
    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.append(f"{path} {storage.size(path)} {storage.get_modified_time(path).isoformat()}")
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()
