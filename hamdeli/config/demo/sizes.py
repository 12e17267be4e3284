"""How large each demonstration province is."""

from dataclasses import dataclass

RECIPE = 17
"""Raised whenever the same seed would give other records, so that an older demonstration is made anew."""
TIGHTNESS = 1.10
"""Places of all centres together, for each file."""


@dataclass(frozen=True)
class Size:
    """One province: its code, centres, files delegated by the end of last Solar year, and files that wait.

    `rural` is the share of families outside towns: the national odds (52.09% of covered families live in villages,
    and 26% of the people) applied to the province's own share of villagers in the census of 1395.
    `special` and `guild` are shares of centres; `social_work` adds one centre for social work, opened this year.
    """

    province: str
    centres: int
    delegated: int
    waiting: int
    rural: float
    urban_centres: float
    special: float = 0.20
    guild: float = 0.045
    mosque: float = 0.27
    social_work: bool = False

    @property
    def files(self) -> int:
        """All files of active families."""
        return self.delegated + self.waiting

    @property
    def places(self) -> int:
        """The capacity of all centres together."""
        return round(TIGHTNESS * self.files)

    def scaled(self, scale: float) -> "Size":
        """The same province at `scale`; never smaller than a few centres with a few files."""
        return Size(
            **{
                **self.__dict__,
                "centres": max(4, round(self.centres * scale)),
                "delegated": max(24, round(self.delegated * scale)),
                "waiting": max(12, round(self.waiting * scale)),
            }
        )


ISFAHAN = Size(province="10", centres=421, delegated=16_061, waiting=6_424, rural=0.30, urban_centres=0.76)
ILAM = Size(province="16", centres=65, delegated=650, waiting=260, rural=0.59, urban_centres=0.62, social_work=True)
SIZES = (ISFAHAN, ILAM)
