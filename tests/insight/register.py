"""A random register: a few years of centres, files, families and what was done, written straight into the tables."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from hamdeli.casework.aiding.kinds import load_aid_kinds
from hamdeli.casework.models import (
    Aid,
    AidKind,
    CaseFile,
    Cause,
    Counselling,
    Exit,
    Need,
    Onward,
    Plan,
    Screening,
    Visit,
)
from hamdeli.centres.models import Board, BoardMember, Capability, Centre, Kind, Licence, LicenceMove, Speciality
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.households.models import Health, Household, Kinship, Person, Sex
from hamdeli.questionnaires.models import Edition
from hamdeli.volunteers.models import Hours, Volunteer, VolunteerStep
from tests.support.cast import Cast, centre, place

FIRST, LAST = date(2023, 3, 21), date(2026, 11, 22)
WAY = ["vetted", "trained", "active"]
ACTIVE = ("employment", "business", "graduation", "pension")


class Register:
    """Writes one random register; the same seed writes the same."""

    def __init__(self, cast: Cast, edition: Edition, seed: int) -> None:
        self.cast, self.edition, self.chance = cast, edition, random.Random(seed)
        self.centres: list[Centre] = []
        self.number = 0

    def write(self, files: int) -> None:
        """Write everything."""
        load_aid_kinds()
        self.places()
        self.write_centres()
        for number in range(files):
            self.write_file(number)
        for number in range(6):
            self.write_volunteer(number)

    def day(self, since: date = FIRST, until: date = LAST) -> date:
        """Return a day between two, both included."""
        return since + timedelta(days=self.chance.randint(0, max(0, (until - since).days)))

    def moment(self, day: date) -> datetime:
        """Return a moment of a day."""
        return timezone.make_aware(datetime.combine(day, time(self.chance.randint(0, 23), 30)))

    def places(self) -> None:
        """Give counties people, and put cities near and far from centres."""
        for county in (self.cast.kashan, self.cast.natanz, self.cast.dehloran):
            county.population = self.chance.choice([None, self.chance.randint(1000, 90_000)])
            county.save()
            for number in range(2):
                away = self.chance.choice([0.0, 0.01, 0.4])
                place(
                    f"G{county.code}{number}",
                    "city",
                    f"{county.code}{number}",
                    county,
                    latitude=(county.latitude or 0) + away,
                    longitude=county.longitude,
                )

    def write_centres(self) -> None:
        """Write centres of all kinds and licences."""
        counties = (self.cast.kashan, self.cast.natanz, self.cast.dehloran)
        for number in range(self.chance.randint(2, 6)):
            county = self.chance.choice(counties)
            centre(
                f"{county.code[:2]}-1{number:02}",
                county,
                specialities=tuple(self.chance.sample(Speciality.values, self.chance.randint(0, 2))),
                kind=self.chance.choice(Kind.values),
                licence=self.chance.choice([*Licence.values, "active", "active"]),
                setting=self.chance.choice(["urban", "rural"]),
                mosque_based=self.chance.random() < 0.5,
                social_workers=self.chance.randint(0, 4),
                capacity=500,
                opened_on=self.chance.choice([None, self.day()]),
            )
        Centre.objects.update(capacity=500)
        self.centres = list(Centre.objects.order_by("code"))
        assert Capability.objects.exists()
        for one in self.centres:
            self.write_licence(one)
            self.write_board(one)

    def write_licence(self, one: Centre) -> None:
        """Write a history that ends in the licence of today; some centres have none, some were founded lately."""
        days = sorted(self.day() for _ in range(self.chance.randint(0, 3)))
        states = [self.chance.choice(Licence.values) for _ in days] + [one.licence]
        for number, on in enumerate(days):
            act = self.chance.choice(["approve", "give"]) if number == 0 else "overturn"
            LicenceMove.objects.create(
                centre=one, act=act, before=states[number], after=states[number + 1], at=self.moment(on)
            )

    def write_board(self, one: Centre) -> None:
        """Write a board of trustees that was replaced or sits, with members who left and who came later."""
        for body in self.chance.sample(["trustees", "executive"], self.chance.randint(0, 2)):
            since = self.day()
            ended = self.chance.choice([None, self.day(since + timedelta(days=1), LAST + timedelta(days=9))])
            board = Board.objects.create(
                centre=one,
                body=body,
                since=since,
                until=since + timedelta(days=700),
                ended_on=ended,
                made_by=self.cast.deputy,
                made_at=timezone.now(),
            )
            for number in range(self.chance.randint(1, 4)):
                came = self.day(since, ended or LAST)
                left = self.chance.choice([ended, self.day(came, ended or LAST)])
                BoardMember.objects.create(
                    board=board,
                    centre=one,
                    name="ن",
                    name_folded="ن",
                    sealed=b"",
                    code_index=f"{one.pk}-{body}-{number}",
                    seat="member",
                    since=came,
                    until=left,
                )

    def write_file(self, number: int) -> None:
        """Write one file with its family and its life."""
        county = self.chance.choice((self.cast.kashan, self.cast.natanz, self.cast.dehloran))
        opened, household = self.day(), self.household()
        state = self.chance.choice(["active"] * 5 + ["closed", "closed", "admission", "listed"])
        closed = self.day(opened) if state == "closed" else None
        file = CaseFile.objects.create(
            code=f"R-{number}",
            household=household,
            province_id=county.parent_id or 0,
            county=county,
            need=self.chance.choice(Need.values),
            cause=self.chance.choice(["", *Cause.values]),
            coverage=self.chance.choice(["client", "own"]),
            state=state,
            opened_on=opened,
            closed_on=closed,
        )
        if closed and self.chance.random() < 0.8:
            self.exit(file, closed)
        if self.chance.random() < 0.3 and (closed or LAST) > opened + timedelta(days=60):
            self.exit(file, self.day(opened, opened + timedelta(days=30)), back=opened + timedelta(days=50))
        self.mandates(file, closed)
        self.deeds(file)

    def household(self) -> Household:
        """Write a family of one to five, some of whom have left or have no birth date."""
        household = Household.objects.create(latitude=33, longitude=51)
        for number in range(self.chance.randint(1, 5)):
            left = self.day() if self.chance.random() < 0.2 else None
            Person.objects.create(
                household=household,
                kinship=Kinship.HEAD if number == 0 else Kinship.CHILD,
                given_name="الف",
                family_name="ب",
                sex=self.chance.choice(["", *Sex.values]),
                birth_date=self.chance.choice([None, self.day(date(1925, 1, 1))]),
                health=self.chance.choice(["", *Health.values]),
                left_on=left,
                left_why="moved" if left else "",
            )
        return household

    def exit(self, file: CaseFile, on: date, back: date | None = None) -> None:
        """Write an exit, taken back on the day `back`."""
        reason = self.chance.choice(Exit.Reason.values)
        Exit.objects.create(
            case_file=file,
            kind="active" if reason in ACTIVE else "passive",
            reason=reason,
            on=on,
            centre=self.chance.choice([None, *self.centres]),
            author=self.cast.worker,
            made_at=self.moment(on),
            reopened_on=back,
            reopened_why="so" if back else "",
            reopened_by=self.cast.worker if back else None,
        )

    def mandates(self, file: CaseFile, closed: date | None) -> None:
        """Write who carried the file, one after the other."""
        begun = self.moment(self.day(file.opened_on))
        for _ in range(self.chance.randint(0, 3)):
            self.number += 1
            ended = begun + timedelta(days=self.chance.randint(1, 300))
            open_now = file.state == "active" and self.chance.random() < 0.5
            handover = Handover.objects.create(
                code=f"H-{self.number}", province=file.province, made_at=begun, files_count=1, digest="x"
            )
            Mandate.objects.create(
                case_file=file,
                centre=self.chance.choice([one for one in self.centres if one.may_receive or not open_now]),
                handover=handover,
                begun_at=begun,
                **({} if open_now else {"state": "returned", "reason": "other", "ended_at": ended}),
            )
            if open_now:
                return
            begun = ended

    def deeds(self, file: CaseFile) -> None:
        """Write visits, screenings, counselling, aid, onward referrals, a plan."""
        by = self.cast.worker
        for number in range(self.chance.randint(0, 3)):
            planned, done = self.day(), self.day()
            moment = self.moment(done)
            done_whole: dict[str, Any] = {"state": "done", "facts": "x", "done_on": done, "done_at": moment}
            Visit.objects.create(
                *(), case_file=file, planned_on=planned, visitor=by, made_by=by, made_at=moment, **done_whole
            )
            kind = self.chance.choice(list(AidKind.objects.all()))
            given = self.aid(file, kind, self.day())
            if self.chance.random() < 0.2:
                self.aid(file, kind, given.given_on, takes_back=given)
            if number == 0:
                Screening.objects.create(
                    case_file=file,
                    edition=self.edition,
                    sealed=b"x",
                    score=1,
                    level="low",
                    done_on=self.day(),
                    made_at=moment,
                    made_by=by,
                )
        self.counsel(file)
        self.plan(file)
        self.refer(file)

    def counsel(self, file: CaseFile) -> None:
        """Write a session of counselling, with others or alone."""
        if self.chance.random() < 0.4:
            session = Counselling.objects.create(
                topic="grief",
                group=self.chance.random() < 0.5,
                minutes=30,
                held_on=self.day(),
                counsellor=self.cast.worker,
                sealed=b"x",
                made_at=timezone.now(),
            )
            others = CaseFile.objects.exclude(pk=file.pk).order_by("pk")[:2]
            session.case_files.set([file, *others] if session.group else [file])

    def plan(self, file: CaseFile) -> None:
        """Write a plan, open or ended."""
        if self.chance.random() < 0.4:
            begun = self.day()
            ended = self.day(begun) if self.chance.random() < 0.5 else None
            Plan.objects.create(
                case_file=file,
                begun_on=begun,
                until=begun + timedelta(days=700),
                review_on=begun + timedelta(days=180),
                state="ended" if ended else "open",
                ended_on=ended,
                ended_why="so" if ended else "",
                made_by=self.cast.worker,
                made_at=self.moment(begun),
            )

    def refer(self, file: CaseFile) -> None:
        """Write a referral to a specialised centre."""
        if self.chance.random() < 0.4:
            self.number += 1
            sender, receiver = self.chance.sample(self.centres, 2)
            on = self.day()
            Onward.objects.create(
                code=f"O-{self.number}",
                case_file=file,
                sender=sender,
                receiver=receiver,
                speciality="health",
                asked_for="x",
                answer_by=on + timedelta(days=7),
                made_by=self.cast.worker,
                made_at=self.moment(on),
            )

    def aid(self, file: CaseFile, kind: AidKind, on: date, takes_back: Aid | None = None) -> Aid:
        """Write one aid, or one that takes it back."""
        return Aid.objects.create(
            case_file=file,
            household=file.household,
            kind=kind,
            worth=self.chance.randint(1, 10**9),
            source="x",
            province=file.province,
            county=file.county,
            centre=takes_back.centre if takes_back else self.chance.choice([None, *self.centres]),
            given_on=on,
            author=self.cast.worker,
            giver=self.cast.volunteer,
            approver=self.cast.deputy,
            takes_back=takes_back,
            made_at=self.moment(on),
        )

    def write_volunteer(self, number: int) -> None:
        """Write a volunteer at some point of the way, with hours."""
        at, applied = self.chance.choice(self.centres), self.day()
        way = self.chance.choice([[], ["refused"], WAY, WAY, [*WAY, "left"], [*WAY, "left"]])
        made = Volunteer.objects.create(
            centre=at,
            county=at.county,
            user=list(self.cast.staff.values())[number],
            supervisor=self.cast.stranger,
            name="و",
            name_folded="و",
            grade=self.chance.choice(Volunteer.Grade.values),
            applied_on=applied,
        )
        for state in way:
            left = {"left_on": self.day(applied), "left_why": "x"} if state == "left" else {}
            Volunteer.objects.filter(pk=made.pk).update(state=state, **left)
        if "active" in way and self.chance.random() < 0.8:
            VolunteerStep.objects.create(
                volunteer=made, step="activate", on=self.day(applied), made_by=self.cast.worker, made_at=timezone.now()
            )
        for _ in range(3):
            on, sure = self.day(), self.chance.random() < 0.7
            Hours.objects.create(
                volunteer=made,
                on=on,
                minutes=self.chance.randint(10, 200),
                what="x",
                made_at=self.moment(on),
                made_by=self.cast.worker,
                confirmed_by=self.cast.worker if sure else None,
                confirmed_at=self.moment(on) if sure else None,
            )
