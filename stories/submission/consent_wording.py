"""The words in which we ask who says yes. They fit the age, and whoever is telling.

Each yes is stored with the date of these words: give `CONSENT_WORDING` a new one whenever one of them changes.
"""

from django.conf import settings

from coproduction_site.in_languages.catalogues import mark_of
from coproduction_site.in_languages.known import Language
from coproduction_site.sentences import Sentence
from stories.models.ages import ADULT_DECIDES_TOO, PERSON_DECIDES, AboutAge, AboutWhom, decides_alone

CONSENT_WORDING = "2026-11-29"

MAY_WE = {
    "consent_read": "You may keep my story and read it (we need this yes)",
    "consent_publish": "You may publish it on this website",
    "consent_training": "You may use it to train people who work with families",
    "consent_press": "You may offer it to newspapers",
}
# A limit to a yes, which the pages ask and paper does not.
ONLY_HERE = "If you publish it: on this site only, and not on Google or in our news"
WHAT_ONLY_HERE_MEANS = (
    "People who come here can still find it, with our own search too. "
    "We ask Google and others to leave it out."
)
IN_OTHER_WORDS = "If you publish it: in easy words or another language too"
WHAT_OTHER_WORDS_ARE = "We write them. We say that they are not your own words."
OFFERS = {"only_here": ONLY_HERE, "in_other_words": IN_OTHER_WORDS}
WHAT_OFFERS_MEAN = {
    "only_here": WHAT_ONLY_HERE_MEANS,
    "in_other_words": WHAT_OTHER_WORDS_ARE,
}
ON_PAPER = {
    "young_person_agrees": "The person in the story says yes to what I ticked",
    "adult_agrees": "An adult with parental responsibility says yes too",
}
YEARS = settings.CONSENT_YEARS
HOW_LONG = Sentence("1 year") if YEARS == 1 else Sentence("%(years)s years", years=YEARS)
FREELY = Sentence(
    "Tick what you agree to. You can say yes to one and no to another. "
    "Before others see it, we take out what could show who you are. "
    "Your yes lasts %(how_long)s. You can take it back at any time.",
    how_long=HOW_LONG,
)
WHO_ON_PAPER = Sentence(
    "You can always send us your story. With the first tick alone, we read it and nobody else does. "
    "Did you tick more, and is the story about one person? Then that person must say yes, at any age. "
    "If they are under %(age)s, "
    "an adult with parental responsibility must say yes too. "
    "If a child says no, it means no.",
    age=settings.CONSENT_WITH_PARENT_UNTIL_AGE,
)
READ_ALONE = "Then we read it, and nobody else does."


def wording_in(language: Language) -> str:
    """The date of these words, with the language and the mark of its words."""
    return f"{CONSENT_WORDING} {language} {mark_of(language)}"


def labels(age: str, whom: str) -> dict[str, str]:
    return {"young_person_agrees": _person_says(age, whom), "adult_agrees": _adult_says(age, whom)}


def who_says_yes(age: str, whom: str) -> str:
    """Why the ticks below are asked, before they are."""
    if age not in PERSON_DECIDES:
        return "The story is about nobody in particular, so your yes is enough."
    if decides_alone(age, whom):
        return "You decide alone. Each tick is your own yes."
    is_you = whom == AboutWhom.MYSELF
    told = "your story" if is_you else "it"
    alone = f"You can always tell us. With the first tick alone, we read {told} and nobody else does."
    return f"{alone} Did you tick more? {_before_others_see_it(age, whom, is_you)}"


def _before_others_see_it(age, whom, is_you) -> str:
    person = "you" if is_you else _person(age, whom)
    if age == AboutAge.UNDER_13:
        agrees, says = ("agree", "say") if is_you else ("agrees", "says")
        return (
            f"Then an adult with parental responsibility says yes, and {person} {agrees}. "
            f"If {person} {says} no, it means no."
        )
    if age in ADULT_DECIDES_TOO:
        return f"Then {person} and an adult with parental responsibility must both say yes. One no means no."
    return f"Then {person} decides. Please ask first. A no means no."


def missing(age: str, whom: str) -> dict[str, str]:
    """What to do about a tick that is not there: nobody is kept from telling us."""
    adult = "An adult with parental responsibility must say yes before others see it."
    if whom == AboutWhom.MYSELF:
        person = "Do you say yes to what you ticked? Then tick this box. If not, take those ticks away."
        instead = (
            "Is there no such yes? You can still tell us. Keep the first tick, and take the others away."
        )
    else:
        who = _person(age, whom)
        person = (
            f"Ask {who} first. If the answer is yes, tick this box. If it is no, take those ticks away."
        )
        instead = "Ask them first. Is there no such yes? Keep the first tick, and take the others away."
    return {
        "young_person_agrees": f"{person} {READ_ALONE}",
        "adult_agrees": f"{adult} {instead} {READ_ALONE}",
    }


def _person_says(age, whom) -> str:
    says = "agree" if age == AboutAge.UNDER_13 else "say yes"
    if whom == AboutWhom.MYSELF:
        return f"I {says} to what I ticked"
    person = _person(age, whom, mine="my child")
    verb = "agrees" if says == "agree" else "says yes"
    return f"{person[0].upper()}{person[1:]} {verb} to what I ticked"


def _adult_says(age, whom) -> str:
    too = "" if age == AboutAge.UNDER_13 else " too"
    if whom == AboutWhom.MYSELF:
        return f"An adult with parental responsibility for me says yes{too}"
    if whom == AboutWhom.MY_CHILD:
        return f"An adult with parental responsibility says yes{too} (this can be you)"
    return f"An adult with parental responsibility says yes{too}"


def _person(age, whom, mine="your child") -> str:
    if whom == AboutWhom.MY_CHILD:
        return mine
    if age == AboutAge.UNDER_13:
        return "the child"
    return "the person in the story" if age in (AboutAge.ADULT, "") else "the young person"
