"""Is it alive, and which version is it? Tells nothing about anybody."""

from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest
from ninja import NinjaAPI, Schema, Status

api = NinjaAPI(title="Hamdeli", version=settings.VERSION, urls_namespace="api", docs_url=None)


class Health(Schema):
    """The answer to the question of health."""

    status: Literal["ok", "database_unreachable"]


class Version(Schema):
    """The version that runs."""

    version: str


@api.get("/health", response={200: Health, 503: Health})
def health(request: HttpRequest) -> Status[dict[str, str]]:
    """Answer 200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Status(503, {"status": "database_unreachable"})
    return Status(200, {"status": "ok"})


@api.get("/version", response=Version)
def version(request: HttpRequest) -> dict[str, str]:
    """Answer with the version."""
    return {"version": settings.VERSION}
