"""The list of four easy words: long enough, kind, and such that no word is taken for another on the telephone."""

import re
from itertools import pairwise
from string import ascii_lowercase

import pytest

from stories.models import codes

pytestmark = pytest.mark.same_on_any_database
WORDS = codes.all_words()


def long_vowel(match) -> str:
    return match[1].upper() + match[2]


# Letters in the order in which they are read; what sounds alike becomes one sign.
SOUNDS = [
    *((r"tch|ch|dge|j", "J"), (r"sh", "C"), (r"ph", "f"), (r"igh", "I"), (r"^kn", "n"), (r"^wr", "r")),
    *((r"wh", "w"), (r"ck", "k"), (r"qu", "kw"), (r"gh", ""), (r"mb$", "m")),
    *((r"eer|ear|ier|ere", "R"), (r"ee|ea|ie|ei", "E"), (r"ai|ay|ey", "A"), (r"oa|ow|ou|oe", "O")),
    *((r"oo|ew|ue|ui", "U"), (r"au|aw", "W"), (r"([aeiou])([bcdfgklmnprstvz])e$", long_vowel)),
    *((r"c(?=[eiy])", "s"), (r"c", "k"), (r"x", "ks"), (r"g(?=[eiy])", "J"), (r"z", "s"), (r"y$", "E")),
    *((r"y", "i"), (r"(er|or|re|ar|our)$", "@"), (r"e$", "")),
]
# Said into a bad line, the second of each is heard as the first.
ALIKE = str.maketrans("bdgvn", "ptkfm")
# Neither rude nor frightening, alone or beside three others; and nothing that could hurt a family of ours.
NEVER = """
    bad bed belt bite black blood blind bomb bone boob brown bully bum burn butt child cock cold
    crack crash cry cuddle cut dad dark dead death devil die dirty drown drug drunk dumb evil
    fail fall fat fear fight fire fool ghost god grave gun hang harm hate hell hit hole horny
    hug hurt idiot jail kid kill kiss knife lie lonely lost mad monkey mum naked nappy normal
    nude old pain pig pill police poo prison pussy rape rat rob rope rude sad scar scream secret
    sex shag shoot sick silly slap slave slow smack snake special spider steal stick stupid suck
    tart thick thin tickle touch trap ugly uncle war weed weird wet whip white wicked wound
    wrong yellow
"""


def sound_of(word: str) -> str:
    for letters, sign in SOUNDS:
        word = re.sub(letters, sign, word)
    return re.sub(r"(.)\1+", r"\1", word.translate(ALIKE))


def slips_of(word: str) -> set[str]:
    """What one slip of a finger or an ear makes of it: a letter more, less, another, or two that change places."""
    found = set()
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        found |= {f"{head}{letter}{tail}" for letter in ascii_lowercase}
        found |= {f"{head}{letter}{tail[1:]}" for letter in ascii_lowercase if tail}
        found |= {head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]}
    return found - {word}


def test_the_list_gives_44_bits_with_four_words():
    assert len(WORDS) == len(set(WORDS)) == 2_048
    assert list(WORDS) == sorted(WORDS)


def test_each_word_is_short_and_plain():
    assert [word for word in WORDS if not re.fullmatch(r"[a-z]{3,7}", word)] == []
    assert "and" not in WORDS


def test_no_word_begins_another():
    """So that four of them run together, by a telephone that corrects, could only be those four."""
    assert [(one, two) for one, two in pairwise(sorted(WORDS)) if two.startswith(one)] == []


def test_no_two_words_sound_alike():
    assert sound_of("beach") == sound_of("peech")
    assert sound_of("right") == sound_of("write")
    met = {}
    for word in WORDS:
        met.setdefault(sound_of(word), []).append(word)

    assert [words for words in met.values() if len(words) > 1] == []


def test_one_slip_never_makes_another_word_of_the_list():
    known = set(WORDS)

    assert {word: slips_of(word) & known for word in WORDS if slips_of(word) & known} == {}


def test_no_word_is_rude_or_frightening():
    assert set(WORDS) & set(NEVER.split()) == set()


def test_four_words_are_drawn_anew_each_time():
    made = [codes.new_words() for _ in range(50)]

    assert len(set(made)) == 50
    assert all(len(words.split()) == 4 and set(words.split()) <= set(WORDS) for words in made)


@pytest.mark.parametrize(
    "typed",
    [
        "apple canoe daisy velvet",
        "Apple Canoe Daisy Velvet",
        "  APPLE   canoe\tdaisy\n velvet ",
        "apple-canoe-daisy-velvet",
        "apple, canoe, daisy and velvet.",
        "apple – canoe – daisy & velvet",
        "apple,canoe,daisy,AND velvet",
    ],
)
def test_the_words_are_the_same_however_they_are_typed(typed):
    assert codes.as_kept(typed) == "apple canoe daisy velvet"


@pytest.mark.parametrize(
    "typed", ["4dk7qr2m", " 4DK7 QR2M ", "4dk7-qr2m", "4DK7–QR2M.", "4 d k 7 q r 2 m"]
)
def test_a_reference_is_the_same_however_it_is_typed(typed):
    assert codes.as_reference(typed) == "4DK7-QR2M"
