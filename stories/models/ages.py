"""How old the person in a story is, and who must say yes before others see it. The three ages are settings.

Being read needs nobody else's yes: a child may always be heard (Working Together to Safeguard Children). For what
others see: below the first age an adult with parental responsibility says yes and the child agrees; below the second
both say yes; from then on the person alone does (UK GDPR, the ICO on children, Mental Capacity Act 2005 from 16).
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import models

from coproduction_site.sentences import Sentence


class AboutAge(models.TextChoices):
    """The codes are those of the usual ages and stay as they are; the words follow the settings."""

    UNDER_13 = "under_13"
    FROM_13 = "13_15"
    FROM_16 = "16_17"
    ADULT = "adult"
    NOBODY = "nobody"

    @property
    def label(self):
        return _labels()[self.value]


class AboutWhom(models.TextChoices):
    MYSELF = "myself", "Me"
    MY_CHILD = "my_child", "My child, or a child I look after"
    SOMEBODY = "somebody", "Somebody else"
    GROUP = "group", "A group, or nobody in particular"


ADULT_DECIDES_TOO = {AboutAge.UNDER_13, AboutAge.FROM_13}
PERSON_DECIDES = {*ADULT_DECIDES_TOO, AboutAge.FROM_16, AboutAge.ADULT}
UNDER_18 = {*ADULT_DECIDES_TOO, AboutAge.FROM_16}
SEEN_BY_OTHERS = ("consent_publish", "consent_training", "consent_press")


def choices() -> list[tuple[str, str]]:
    return AboutAge.choices


def of_a_person() -> list[tuple[str, str]]:
    """The answers for somebody: a story about a group is not asked for an age."""
    return [choice for choice in AboutAge.choices if choice[0] != AboutAge.NOBODY]


def decides_alone(age: str, whom: str) -> bool:
    """Who tells their own story and is old enough has said yes with each tick already."""
    is_old_enough = age in PERSON_DECIDES - ADULT_DECIDES_TOO
    return is_old_enough and whom == AboutWhom.MYSELF


def must_agree(age: str, whom: str, ticked: Iterable[str]) -> list[str]:
    """The names of the ticks without which what was `ticked` may not be done. To read a story needs none of them."""
    return may_be_asked(age, whom) if set(SEEN_BY_OTHERS) & set(ticked) else []


def may_be_asked(age: str, whom: str) -> list[str]:
    """The names of the ticks for others who say yes, in the order to ask them."""
    if age not in PERSON_DECIDES or decides_alone(age, whom):
        return []
    if age == AboutAge.UNDER_13:
        return ["adult_agrees", "young_person_agrees"]
    return ["young_person_agrees", *(["adult_agrees"] if age in ADULT_DECIDES_TOO else [])]


def is_told_by_a_child(teller: str, whom: str, age: str) -> bool:
    """As far as is known yet: a child may say so before their age, or the other way round."""
    return teller == "young_person" or (whom == AboutWhom.MYSELF and age in UNDER_18)


def is_a_childs_own(teller: str, whom: str, age: str) -> bool:
    return whom == AboutWhom.MYSELF and is_told_by_a_child(teller, whom, age)


def _labels() -> dict[str, str]:
    first = settings.CONSENT_BY_PARENT_UNTIL_AGE
    second = settings.CONSENT_WITH_PARENT_UNTIL_AGE
    third = settings.ADULT_FROM_AGE
    return {
        "under_13": Sentence("Under %(age)s", age=first),
        "13_15": _from_to(first, second - 1),
        "16_17": _from_to(second, third - 1),
        "adult": Sentence("%(age)s or over", age=third),
        "nobody": "It is not about one person",
    }


def _from_to(first: int, last: int) -> str:
    if first == last:
        return str(first)
    shape = "%(first)s or %(last)s" if last == first + 1 else "%(first)s to %(last)s"
    return Sentence(shape, first=first, last=last)
