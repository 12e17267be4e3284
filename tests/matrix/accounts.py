"""Who gives and ends posts: the two deputies, in the own province, each those of the own line of command."""

from typing import Any

from hamdeli.accounts.models import Post
from tests.matrix import Page, World
from tests.support.cast import Cast, user

GIVERS = {"deputy": 200, "participation": 200, "stranger": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    leaver = user("leaver", "social_worker", cast.kashan, cast.noor.code)
    return {"post": Post.objects.get(user=leaver)}


def pk(world: World) -> dict[str, Any]:
    return {"pk": world["post"].pk}


PAGES = [
    Page("desk:posts", GIVERS),
    Page("desk:post_new", GIVERS),
    Page("desk:post_end", {"deputy": 302}, method="POST", args=pk),
]
