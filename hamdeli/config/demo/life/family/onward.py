"""Two referrals to specialised centres: one that is done, and one in which the other centre asks something today."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.models import Onward, OnwardMessage
from hamdeli.casework.onward.finding import able
from hamdeli.casework.onward.sending import new_code
from hamdeli.centres.models import Centre, Speciality
from hamdeli.config.demo.life.family.story import Story
from hamdeli.households.models import Person

ASKED_FIRST = "زنی ۳۶ ساله با گواهی خیاطی؛ راهنمایی برای طرح کسب‌وکار خانگی و معرفی برای وام قرض‌الحسنه می‌خواهد."
CAME_OF_IT = "طرح نوشته شد، ضامن پیدا شد و وام شصت میلیون تومانی پرداخت شد. دو چرخ خیاطی خریداری شده است."
ASKED_NOW = "سالمندی ۷۲ ساله با فشار خون؛ داروی ماهانه گران شده. معاینه و راهنمایی برای بیمهٔ تکمیلی می‌خواهیم."
QUESTION = "آیا نسخهٔ سه ماه گذشته و دفترچهٔ بیمه همراه سالمند هست؟ چه روزی می‌تواند بیاید؟"
ANSWER_DAYS = 4


def refer_on(story: Story, heads: Mapping[str, str]) -> None:
    """Store both; `heads` are the sign-in names of the heads of centres, by the code."""
    made = send(story, Speciality.EMPLOYMENT, ASKED_FIRST, 390, story.day(397), need_shared=True)
    if made:
        Onward.objects.filter(pk=made.pk).update(
            state=Onward.State.DONE, outcome=CAME_OF_IT, ended_at=story.at(440), version=3
        )
    until = story.today + timedelta(days=ANSWER_DAYS)
    asked = send(story, Speciality.HEALTH, ASKED_NOW, 994, until, ages_shared=True)
    if asked:
        Onward.objects.filter(pk=asked.pk).update(state=Onward.State.ASKED, version=2)
        by = User.objects.get(username=heads[asked.receiver.code])
        OnwardMessage.objects.create(onward=asked, words=QUESTION, of_receiver=True, made_by=by, made_at=story.at(998))


def send(story: Story, speciality: str, words: str, number: int, until: date, **shared: Any) -> Onward | None:
    """Store a referral to the nearest centre that can help; None where the province has none."""
    receiver = nearest(story, speciality)
    if receiver is None or story.file.centre_id is None:
        return None
    old = Person.objects.get(household=story.file.household_id, given_name="کبری")
    return Onward.objects.create(
        code=new_code(),
        case_file=story.file,
        person=old if speciality == Speciality.HEALTH else None,
        sender_id=story.file.centre_id,
        receiver=receiver,
        speciality=speciality,
        asked_for=words,
        answer_by=until,
        made_by=story.worker,
        made_at=story.at(number),
        **shared,
    )


def nearest(story: Story, speciality: str) -> Centre | None:
    """The centre of the county that can help, else another of the province: there the demonstration has a head."""
    centres = able(story.file, speciality).order_by("code")
    return centres.filter(county=story.file.county_id).first() or centres.first()
