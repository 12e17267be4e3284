"""The least that the other centre must know: the sheet of a referral, and nothing else of the file."""

from dataclasses import dataclass
from datetime import date

from hamdeli.casework.models import Onward
from hamdeli.households.models import Household, Kinship, NameWord, Person
from hamdeli.journal.sealing import unseal
from hamdeli.persian.calendar import whole_years
from hamdeli.persian.letters import words


@dataclass(frozen=True)
class Sharing:
    """What is shared besides the words that ask. By itself nothing: the other centre then knows no family at all."""

    need: bool = False
    ages: bool = False
    name: bool = False
    phone: bool = False


@dataclass(frozen=True)
class Sheet:
    """Exactly what the other centre sees of the family. `ages` in whole years, the eldest first."""

    speciality: str
    asked_for: str
    need: str = ""
    ages: tuple[int, ...] = ()
    name: str = ""
    phone: str = ""

    @property
    def identifies(self) -> bool:
        """Say whether the sheet tells who the family is."""
        return bool(self.name or self.phone)


def sheet_of(onward: Onward, today: date) -> Sheet:
    """Return the sheet of `onward`. Name and telephone are on it only as long as the referral is open."""
    case_file = onward.case_file
    still = onward.ended_at is None
    return Sheet(
        speciality=onward.get_speciality_display(),
        asked_for=onward.asked_for,
        need=case_file.get_need_display() if onward.need_shared else "",
        ages=ages_of(case_file.household, onward.person, today) if onward.ages_shared else (),
        name=name_of(case_file.household, onward.person) if onward.name_shared and still else "",
        phone=phone_of(case_file.household) if onward.phone_shared and still else "",
    )


def ages_of(household: Household, person: Person | None, today: date) -> tuple[int, ...]:
    """Return the ages in whole years of the person who is referred, or of all members."""
    members = [person] if person else household.members.filter(left_on__isnull=True)
    born = [member.birth_date for member in members if member.birth_date]
    return tuple(sorted((whole_years(day, today) for day in born), reverse=True))


def name_of(household: Household, person: Person | None) -> str:
    """Return the name of the person who is referred, or of the head of the household."""
    who = person or household.members.filter(kinship=Kinship.HEAD, left_on__isnull=True).first()
    return f"{who.given_name} {who.family_name}" if who else ""


def phone_of(household: Household) -> str:
    """Return the telephone of the household in E.164 form, or nothing where none is known."""
    return unseal(household.phone_sealed) if household.phone_sealed else ""


def named_in(text: str, household: Household) -> list[str]:
    """Return the words of `text` that are also a name in the family: the sender is asked to look again."""
    spoken = dict.fromkeys(words(text))
    known = set(NameWord.objects.filter(household=household, word__in=spoken).values_list("word", flat=True))
    return [word for word in spoken if word in known]
