"""Playwright runs its own loop in this thread; the tests' database calls are made beside it, never inside."""

import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
