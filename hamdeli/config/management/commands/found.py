"""`./run found`: what a real installation begins with: a database, the places, the first people with posts."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from hamdeli.accounts.appointing import appoint
from hamdeli.accounts.joining import join
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import CENTRE_ROLES, COUNTRY_ROLES, COUNTY_ROLES, Role
from hamdeli.casework.aiding.kinds import load_aid_kinds
from hamdeli.centres.founding.checklist import load_checks
from hamdeli.config.environment import terminal_language
from hamdeli.journal.actors import SYSTEM
from hamdeli.places.loading import load_places
from hamdeli.places.models import Place, PlaceKind
from hamdeli.questionnaires.loading import load_defaults

UNUSABLE = 2
ROLES = [role.value for role in Role if role not in CENTRE_ROLES]
HELP = """\
Bring the database up to date, load the places, and give somebody a post. May be called again.
Exit codes: 0 done, 2 the arguments cannot be used.

پایگاه داده را به‌روز می‌کند، مکان‌ها را می‌آورد و به کسی سمت می‌دهد. دوباره هم می‌شود اجرا کرد.
کدهای خروج: ۰ انجام شد، ۲ آرگومان‌ها قابل استفاده نیست.
"""


class Command(BaseCommand):
    """Found an installation."""

    help = HELP
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **more: Any) -> Any:
        """Return the parser; the help keeps its lines."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **more)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say who is to hold which post."""
        parser.prog = "./run found"
        parser.add_argument("--username", help="sign-in name (نام کاربری)")
        parser.add_argument("--name-fa", default="", help="name in Persian (نام فارسی)")
        parser.add_argument("--name-en", default="", help="name in English (نام انگلیسی)")
        parser.add_argument("--role", help=f"{', '.join(ROLES)} (نقش)")
        parser.add_argument("--place", metavar="CODE", help="IR, a province (10) or a county (1003) (کد مکان)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in the language of the terminal. Raises CommandError, in both languages, for unusable arguments."""
        wanted = [options[name] for name in ("username", "role", "place")]
        if any(wanted):
            require_sound(*wanted)
        call_command("migrate", verbosity=0)
        loaded = load_places()
        load_defaults(at=timezone.now())
        load_aid_kinds()
        load_checks()
        with override(terminal_language()):
            told = _("The database is up to date. Places: %(created)s created, %(changed)s changed.")
            self.stdout.write(told % {"created": loaded.created, "changed": loaded.changed})
            if any(wanted):
                self.give_post(options, place_of(options["role"], options["place"]))

    def give_post(self, options: dict[str, Any], place: Place) -> None:
        """Give the post unless it is held already, and print the first password of an account made for it."""
        name = options["username"]
        with transaction.atomic():
            user, password = join(username=name, name_fa=options["name_fa"], name_en=options["name_en"])
            if holds(user, options["role"], place):
                self.stdout.write(_("%(name)s holds this post already.") % {"name": name})
                return
            post = appoint(user=user, role=options["role"], place=place, actor=SYSTEM)
        self.stdout.write(_("%(name)s holds the post %(post)s.") % {"name": name, "post": post.code})
        if password:
            self.stdout.write(f"{_('First password, shown only now:')} {password}")


def require_sound(username: str | None, role: str | None, place: str | None) -> None:
    """Refuse, before anything is written, what can be seen to be wrong without the places."""
    if not (username and role and place):
        raise refusal(gettext_noop("A post needs all three: --username, --role and --place."))
    if role not in ROLES:
        raise refusal(gettext_noop("Unknown role: %(role)s. Known: %(known)s."), role=role, known=", ".join(ROLES))
    try:
        User._meta.get_field("username").clean(username, None)
    except ValidationError as fault:
        raise refusal(gettext_noop("This cannot be a sign-in name: %(name)s"), name=username) from fault


def place_of(role: str, code: str) -> Place:
    """Return the place of that code, refused where it is unknown or no place for the role."""
    place = Place.objects.filter(code=code).first()
    if place is None:
        raise refusal(gettext_noop("There is no place with the code %(code)s."), code=code)
    if place.kind != kind_for(role):
        sentence = gettext_noop("The post %(role)s belongs to a place of the kind %(kind)s; %(code)s is none.")
        raise refusal(sentence, role=role, kind=kind_for(role), code=code)
    return place


def kind_for(role: str) -> PlaceKind:
    """Return the kind of place at which a role is held."""
    if role in COUNTRY_ROLES:
        return PlaceKind.COUNTRY
    return PlaceKind.COUNTY if role in COUNTY_ROLES else PlaceKind.PROVINCE


def holds(user: User, role: str, place: Place) -> bool:
    """Say whether `user` holds the post at this moment."""
    return user.posts.held_at(timezone.now()).filter(role=role, place=place).exists()


def refusal(sentence: str, **words: str) -> CommandError:
    """Return the refusal in both languages."""
    told = []
    for language in ("en", "fa"):
        with override(language):
            told.append(_(sentence) % words)
    return CommandError("\n".join(told), returncode=UNUSABLE)
