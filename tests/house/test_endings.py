"""Every button that ends something is written down here, with how it is asked about: a new one fails until it is.

A button is taken for one by its colour or by its words. `ASKS` are those that ask once by `ask_once`; the
others say in one sentence why they do not.
"""

import re

from tests.support.endings import CASES
from tests.support.house import ROOT, TEMPLATES

ENDS = re.compile(
    r"button--danger|\b(take|taken?) (it|them|this|that|me|our|my|each|us)?\b.*\b(back|off|out|away)\b"
    r"|\b(remove|delete|erase|hide|withdraw|decline|not yet|sign out|switch it off|new words|done)\b",
    re.IGNORECASE,
)
BUTTON = re.compile(r"<button\b.*?</button>", re.DOTALL)
ASKS = {
    "stories/following/follow.html": {"Take my story back"},
    "stories/following/consent.html": {"Save my answers"},
    "stories/submission/files.html": {"Remove photo", "Remove document"},
    "partners/charter/pledges/pledge.html": {"Take our pledge back"},
    "partners/charter/pledges/renew.html": {"Take our pledge back"},
    "partners/charter/status/apply_form.html": {"Take it out"},
    "ladder/groups/host.html": {"Close the round and look", "Erase this group"},
    "pages/booking/mine.html": {"Cancel my booking"},
    "partners/members/person.html": {"Take this person off"},
    "partners/members/people.html": {"Take it back"},
    "partners/members/mine_asked.html": {"No, thank you"},
}
A_PAGE_OF_ITS_OWN = "The page is there for nothing else, and says what happens."
WITH_A_REASON = "Staff write why, see what they decide about, and its letter; another person can see it."
AGAIN = "The button beside it undoes it."
NEVER_IN_THE_WAY = "Whoever is afraid must be fast."
KEEPS = "Nothing is lost by it."
OTHERS = {
    "ask_once.html": "It is the page that asks.",
    "stories/following/retelling.html": "The sentence above says what is deleted; the yes can be given again.",
    "stories/following/slip.html": "The page says that the old words end, and shows the new ones at once.",
    "stories/submission/thanks.html": NEVER_IN_THE_WAY,
    "stories/submission/send_now_button.html": NEVER_IN_THE_WAY,
    "stories/submission/send_now_again.html": NEVER_IN_THE_WAY,
    "pages/translations/interpreter.html": NEVER_IN_THE_WAY,
    "stories/submission/look.html": "One word of a draft, which can be typed again.",
    "partners/charter/pledges/correct.html": "The old words stay until staff have read the new ones.",
    "partners/profile/edit_withdraw.html": A_PAGE_OF_ITS_OWN,
    "partners/upkeep/mistake_read.html": KEEPS,
    "admin/base_site.html": KEEPS,
    "account/logout.html": KEEPS,
    "account/your_sign_in.html": KEEPS,
    "usersessions/usersession_list.html": KEEPS,
    "mfa/totp/deactivate_form.html": A_PAGE_OF_ITS_OWN,
    "mfa/webauthn/authenticator_confirm_delete.html": A_PAGE_OF_ITS_OWN,
    "admin/stories/moderation/blur.html": A_PAGE_OF_ITS_OWN,
    "admin/rights.html": A_PAGE_OF_ITS_OWN,
    "admin/rights_found.html": "It leads to a page of its own, which asks.",
    "admin/stories/moderation/erase.html": A_PAGE_OF_ITS_OWN,
    "admin/stories/moderation/other_words.html": "It is offered only for what nobody can see; the story stays.",
    "admin/stories/moderation/break_glass.html": A_PAGE_OF_ITS_OWN,
    "admin/stories/moderation/decision.html": WITH_A_REASON,
    "admin/stories/moderation/files.html": AGAIN,
    "admin/stories/moderation/calls.html": AGAIN,
    "admin/stories/moderation/check_details.html": "The teller’s own words stay beside the copy.",
    "admin/stories/moderation/one_detail.html": "The teller’s own words stay beside the copy.",
    "admin/stories/moderation/personal_details.html": "The teller’s own words stay beside the copy.",
    "admin/partners/charter/application.html": WITH_A_REASON,
    "admin/partners/charter/pledge.html": WITH_A_REASON,
    "admin/partners/charter/pledge_correction.html": "It is what the organisation asks for, beside what goes.",
    "admin/pages/events/cancel.html": WITH_A_REASON,
    "admin/pages/booking/booking.html": "Somebody who rings asks for it; the screen says where the place goes.",
}


def name_of(path) -> str:
    return str(path.relative_to(ROOT / "templates"))


def buttons_that_end() -> dict[str, list[str]]:
    """Also those of which the words alone say it, without our colour of danger."""
    found = {}
    for path in TEMPLATES:
        buttons = [button for button in BUTTON.findall(path.read_text()) if ENDS.search(button)]
        if buttons:
            found[name_of(path)] = buttons
    return found


def test_every_button_that_ends_something_is_written_down():
    quiet = {"stories/following/consent.html"}  # Saves answers, of which one ends something.

    assert set(buttons_that_end()) == (ASKS.keys() | OTHERS.keys()) - quiet


def test_what_is_written_down_is_there():
    for name in [*ASKS, *OTHERS]:
        assert (ROOT / "templates" / name).exists(), name


def test_every_button_that_asks_is_pressed_by_a_test():
    """In `tests/coproduction_site/workflow/test_ask_once.py`, through the front door."""
    assert ASKS.keys() == CASES.keys()
    for name, labels in ASKS.items():
        said = re.sub(r'{% translate "([^"]+)" %}', r"\1", (ROOT / "templates" / name).read_text())
        text = re.sub(r"<[^>]+>|{[%{#].*?[%}#]}", " ", said)
        assert all(label in " ".join(text.split()) for label in labels), name
