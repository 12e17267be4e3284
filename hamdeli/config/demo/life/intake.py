"""Words about families in need that wait in the county of the lively centre."""

from datetime import date, timedelta

from hamdeli.accounts.models import User
from hamdeli.casework.models import Channel
from hamdeli.casework.referral.referring import refer
from hamdeli.casework.referral.words import Word
from hamdeli.centres.models import Centre
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.names import FAMILIES, MEN_OLD, WOMEN_YOUNG
from hamdeli.config.demo.seeds import Chance

WORDS = (
    "سرپرست خانواده ماه پیش درگذشت و مستمری برقرار نشده است.",
    "پدر خانواده از داربست افتاده و سه ماه است کار نمی‌کند.",
    "صاحب‌خانه حکم تخلیه گرفته و خانواده جایی ندارد.",
    "هزینهٔ شیمی‌درمانی از توان خانواده بیرون است.",
    "دو فرزند از مهر به مدرسه نرفته‌اند.",
    "مادر تنها با نوزاد، بی یخچال و بخاری.",
    "کارگر فصلی آبرومندی که بدهی مغازه دارد.",
)
COUNT = 18


def store_referrals(lively: Centre, staff: dict[str, User], today: date, chance: Chance) -> None:
    """Enter referrals of the last weeks, some of them by the centre."""
    channels = [word.value for word in Channel]
    for number in range(COUNT):
        on = today - timedelta(days=1 + number * 2)
        by_centre = number % 3 == 0
        user = staff["social-worker" if by_centre else "admission-worker"]
        word = Word(
            given_name=str(chance.choice(WOMEN_YOUNG if number % 2 else MEN_OLD)),
            family_name=str(chance.choice(FAMILIES)),
            phone=f"0913{int(chance.integers(1_000_000, 9_999_999))}",
            address=f"خیابان {chance.choice(FAMILIES)}، کوچهٔ {number + 3}",
            words=WORDS[number % len(WORDS)],
        )
        refer(
            word,
            channel=channels[number % len(channels)],
            county=lively.county,
            centre=lively if by_centre else None,
            actor=user.actor,
            user=user,
            at=moment(on),
            today=today,
            key=f"demo-referral-{number}",
        )
