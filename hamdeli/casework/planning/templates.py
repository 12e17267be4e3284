"""Templates of goals: what a worker starts from, in both languages. Days count from the beginning of the plan.

Each step waits for the one before it, unless it is `beside` the others.
"""

from dataclasses import dataclass

from hamdeli.casework.models import Need, Step
from hamdeli.casework.models.wording import Titles

FAMILY, WORKER, CENTRE = Step.Who.FAMILY, Step.Who.WORKER, Step.Who.CENTRE
SPECIALISED, OFFICE, OTHER = Step.Who.SPECIALISED, Step.Who.OFFICE, Step.Who.OTHER


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    fa: str
    en: str

    def spoken(self, language: str) -> str:
        """Return the words for a reader of `language`."""
        return self.en if language.startswith("en") else self.fa

    @property
    def titles(self) -> Titles:
        """Return the words as `title` and `title_en` of a goal or a step."""
        return {"title": self.fa, "title_en": self.en}


@dataclass(frozen=True)
class StepTemplate:
    """One step: who does it, and how many days after the beginning of the plan it is due."""

    text: Text
    who: Step.Who
    days: int
    beside: bool = False


@dataclass(frozen=True)
class GoalTemplate:
    """A goal with its steps. `personal` goals are one member's own, of such an age; the others are the family's."""

    code: str
    label: Text
    need: Need
    goal: Text
    steps: tuple[StepTemplate, ...]
    personal: bool = True
    ages: tuple[int, int] = (0, 120)

    def suits(self, age: int | None) -> bool:
        """Say whether it is for one of this age; nobody is left out whose age is unknown."""
        return age is None or self.ages[0] <= age <= self.ages[1]


def step(fa: str, en: str, who: Step.Who, days: int, *, beside: bool = False) -> StepTemplate:
    """Return one step."""
    return StepTemplate(Text(fa, en), who, days, beside)


BUSINESS = GoalTemplate(
    "business",
    Text("کسب‌وکار با وام و مهارت", "own business with a loan and a trade"),
    Need.EMPLOYMENT,
    Text("درآمد پایدار از کسب‌وکار خودش", "A steady income from a business of one's own"),
    (
        step("گفت‌وگو دربارهٔ توان، علاقه و بازار محل", "Talk about strengths, wishes and the local market", WORKER, 21),
        step("گذراندن دورهٔ مهارت و گرفتن گواهی", "Finish a course in the trade with its certificate", SPECIALISED, 150),
        step(
            "نوشتن طرح کسب‌وکار با برآورد هزینه و فروش", "Write a business plan with costs and sales", SPECIALISED, 180
        ),
        step("معرفی به بانک و فراهم کردن ضامن وام قرض‌الحسنه", "Refer to the bank; find a guarantor", OFFICE, 230),
        step("خرید ابزار و مواد با فاکتور", "Buy tools and materials, with receipts", FAMILY, 275),
        step("آغاز کار و ثبت نخستین فروش‌ها", "Begin the work and note the first sales", FAMILY, 320),
        step("گرفتن مجوز مشاغل خانگی یا پروانهٔ کسب", "Get the permit for home work or the trade licence", FAMILY, 365),
        step("پرداخت منظم قسط‌ها تا شش ماه", "Pay the instalments regularly for six months", FAMILY, 545),
        step("بیمهٔ تأمین اجتماعی به نام خودش", "Social security in one's own name", FAMILY, 640),
        step("درآمد شش ماه پیاپی بالاتر از هزینهٔ خانوار", "Six months of income above the costs", WORKER, 900),
    ),
    ages=(18, 64),
)

PLACEMENT = GoalTemplate(
    "placement",
    Text("کاریابی و دورهٔ مهارت", "training and a job"),
    Need.EMPLOYMENT,
    Text("کار ثابت با بیمه", "A steady job with insurance"),
    (
        step("نوشتن سابقهٔ کار و مهارت‌ها", "Write down experience and skills", WORKER, 14),
        step("گذراندن دورهٔ کوتاه فنی‌وحرفه‌ای", "Finish a short vocational course", SPECIALISED, 120),
        step("معرفی به دست‌کم سه کارفرما یا کاریابی", "Introduce to at least three employers", CENTRE, 165),
        step("آغاز کار با قرارداد", "Begin work with a contract", FAMILY, 210),
        step("سه ماه ماندن در کار با فهرست بیمه", "Three months in the job, insured", FAMILY, 310),
        step("یک سال کار پیوسته", "One year of work without a break", WORKER, 580),
    ),
    ages=(18, 64),
)

EDUCATION = GoalTemplate(
    "education",
    Text("ادامهٔ تحصیل فرزند", "a child's schooling"),
    Need.EDUCATION,
    Text("ماندن در مدرسه و گذراندن پایهٔ تحصیلی", "Stay at school and pass the year"),
    (
        step("ثبت‌نام در مدرسه و گرفتن گواهی", "Enrol at school and bring the certificate", FAMILY, 30),
        step("تهیهٔ کیف، کتاب و نوشت‌افزار", "School bag, books and stationery", CENTRE, 30, beside=True),
        step("گفت‌وگو با مدیر یا مشاور مدرسه", "Talk with the school's head or counsellor", WORKER, 60),
        step("کلاس جبرانی در درس‌های ضعیف", "Extra lessons in the weak subjects", SPECIALISED, 150),
        step("دیدن کارنامهٔ نیمسال", "See the report of the half-year", WORKER, 210),
        step("قبولی در پایان سال", "Pass the year", FAMILY, 330),
    ),
    ages=(6, 25),
)

HEALTH = GoalTemplate(
    "health",
    Text("درمان و بیمهٔ سلامت", "treatment and health insurance"),
    Need.HEALTH,
    Text("درمان زیر نظر پزشک با بیمهٔ سلامت", "Treatment under a doctor with health insurance"),
    (
        step("برقراری یا تمدید بیمهٔ سلامت", "Begin or renew the health insurance", OFFICE, 30),
        step("معاینهٔ پزشک و روشن شدن درمان", "Examination, and a plan of treatment", SPECIALISED, 45, beside=True),
        step("فراهم کردن دارو یا وسیلهٔ کمکی", "Medicine or an aid to daily life", CENTRE, 75),
        step("آغاز درمان یا توان‌بخشی", "Begin the treatment or rehabilitation", FAMILY, 90),
        step("بازبینی پزشک پس از شش ماه", "The doctor looks again after six months", SPECIALISED, 270),
    ),
)

HOUSING = GoalTemplate(
    "housing",
    Text("مسکن", "housing"),
    Need.GENERAL,
    Text("سرپناه ایمن و ماندگار", "A safe home that lasts"),
    (
        step("بررسی وضع خانه و قرارداد اجاره", "Look at the home and the rental contract", WORKER, 30),
        step("ثبت‌نام در طرح مسکن یا بهسازی", "Register for a housing or repair programme", OFFICE, 75),
        step("گشودن حساب و آغاز پس‌انداز", "Open an account and begin to save", FAMILY, 90, beside=True),
        step("فراهم کردن ودیعه یا سهم آوردهٔ خانواده", "Bring together the deposit or the family's share", CENTRE, 270),
        step("قرارداد خانهٔ تازه یا پایان تعمیر", "Contract for the new home, or repairs finished", FAMILY, 420),
        step("بازدید از خانه پس از جابه‌جایی یا تعمیر", "See the home after the move or repair", WORKER, 480),
    ),
    personal=False,
)

MARRIAGE = GoalTemplate(
    "marriage",
    Text("ازدواج", "marriage"),
    Need.GENERAL,
    Text("آغاز زندگی مشترک بدون بدهی سنگین", "Begin a married life without heavy debt"),
    (
        step("مشاورهٔ پیش از ازدواج", "Counselling before the marriage", SPECIALISED, 45),
        step("ثبت‌نام وام ازدواج", "Register for the marriage loan", FAMILY, 60, beside=True),
        step("فراهم کردن جهیزیه و لوازم ضروری", "Dowry goods and household essentials", CENTRE, 150),
        step("ثبت ازدواج و آوردن سند", "Register the marriage and bring the deed", FAMILY, 210),
        step("سرکشی به زوج پس از سه ماه", "A follow-up visit after three months", WORKER, 300),
    ),
    ages=(18, 50),
)

COUNSELLING = GoalTemplate(
    "counselling",
    Text("مشاورهٔ خانواده", "family counselling"),
    Need.SOCIAL_WORK,
    Text("کم شدن تنش در خانه و یاری گرفتن به‌موقع", "Less strain at home, and help sought in time"),
    (
        step("گفت‌وگوی نخست و رضایت خانواده", "First talk, and the family's consent", WORKER, 14),
        step("معرفی به مشاور یا مرکز تخصصی", "Refer to a counsellor or a specialised centre", WORKER, 30),
        step("شش نشست مشاوره", "Six sessions of counselling", SPECIALISED, 120),
        step("کارگاه مهارت‌های زندگی یا فرزندپروری", "Workshop in life skills or parenting", CENTRE, 150, beside=True),
        step("ارزیابی دوباره با پرسش‌نامه", "Screen again with the questionnaire", WORKER, 180),
    ),
    personal=False,
)

TEMPLATES: dict[str, GoalTemplate] = {
    template.code: template for template in (BUSINESS, PLACEMENT, EDUCATION, HEALTH, HOUSING, MARRIAGE, COUNSELLING)
}
