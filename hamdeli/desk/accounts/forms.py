"""The forms of the pages about posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.access import givers, gives_post
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import CENTRE_ROLES, COUNTY_ROLES, GIVES, Right
from hamdeli.centres.models import Centre
from hamdeli.desk.places import PlaceChoice, counties_for
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean
from hamdeli.places.models import Place


def roles_given_by(giver: User) -> list[tuple[str, Any]]:
    """Return the roles of the posts that somebody gives now, as choices."""
    given = dict.fromkeys(role for post in giver.posts_now for role in GIVES.get(post.role, ()))
    return [(role.value, role.label) for role in given]


def province_of(giver: User, role: str) -> Place | None:
    """Return the province in which somebody gives posts of that role."""
    return next((post.place for post in givers(giver, role)), None)


class PostFilter(forms.Form):
    """Search in the list of posts."""

    q = forms.CharField(label=_("Name, sign-in name or centre code"), required=False)


class PostForm(forms.Form):
    """A new post, and the user who is to hold it."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        help_text=_("Is made when nobody has it; a first password is shown once"),
    )
    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"))
    county = PlaceChoice(
        label=_("County"),
        required=False,
        empty_label=_("choose a county"),
        help_text=_("Only for a post in a county: its office, or a founder"),
    )
    centre_code = forms.CharField(
        label=_("Centre code"),
        max_length=20,
        required=False,
        help_text=_("Only for the head or a social worker of a centre; its county follows from it"),
    )

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=roles_given_by(giver))
        chosen = self.fields["county"]
        if isinstance(chosen, PlaceChoice):
            chosen.queryset = counties_for(giver, Right.APPOINT)

    def clean_username(self) -> str:
        """Refuse what could never sign in, by the rules of the account itself."""
        name: str = self.cleaned_data["username"]
        rules = User._meta.get_field("username")
        run_validators = getattr(rules, "run_validators")  # noqa: B009
        run_validators(name)
        return name

    def clean(self) -> dict[str, Any]:
        """Find the place of the post, within the places where the giver appoints."""
        asked = super().clean() or {}
        role = asked.get("role")
        if role in CENTRE_ROLES:
            self.find_centre(asked)
        elif role in COUNTY_ROLES:
            asked["place"] = asked.get("county")
            if not asked["place"]:
                self.add_error("county", _("Choose the county of this post."))
        else:
            asked["place"] = province_of(self.giver, role or "")
        if role and asked.get("place") and not gives_post(self.giver, role, asked["place"]):
            self.add_error("role", _("Your post does not give this one there."))
        return asked

    def clean_centre_code(self) -> str:
        """Return the code as it is stored, however its digits and letters were typed."""
        return to_ascii(clean(self.cleaned_data["centre_code"])).upper()

    def find_centre(self, asked: dict[str, Any]) -> None:
        """Find the centre of a post at a centre."""
        code = asked.get("centre_code", "")
        centre = Centre.objects.visible_to(self.giver).filter(code=code).select_related("county").first()
        if centre is None:
            self.add_error("centre_code", _("There is no such centre in your places."))
            return
        asked["place"] = centre.county
