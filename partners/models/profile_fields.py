"""Every box of a profile, once: what its partner is asked, when it shows, and where it stands.

The order is that of the boxes in a section and of the rows on the public page. A new column of
`Partner` is declared here, or named in `NOT_THE_PARTNERS` of the test that walks all columns.
"""

from dataclasses import dataclass
from enum import StrEnum

from partners.models.send_answers import QUESTIONS
from partners.models.terms import Term

OFFER = "service.description"  # What has no place of its own in the standard stands there, under its question.
ACCESS = "accessibility.description"
READ_OUT = "It is read out to people who cannot see it."


class Shows(StrEnum):
    """Whoever reads a page believes its words and pictures, so somebody reads them before.

    At once shows a practical fact alone, such as a telephone number: a wrong one does harm every
    hour it stands.
    """

    AT_ONCE = "Shows at once"
    READ_FIRST = "Read by the council first"


class Part(StrEnum):
    """Of the public page."""

    HELP = "help"
    CONTACT = "contact"
    SEND = "send"


@dataclass(frozen=True)
class Row:
    """Of the public page. Two fields may stand in one row; `value` is then what the partner calls both."""

    part: Part
    label: str
    value: str = ""


@dataclass(frozen=True)
class ProfileField:
    """What is not said is careful: read first, in no row, never unsure, not in the open data.

    `goes_with` names the field that it makes no sense without: both are asked for, approved and given
    back together. `open_data` are names of Open Referral UK, each after the thing that holds it.
    """

    name: str
    section: str
    question: str
    hint: str = ""
    shows: Shows = Shows.READ_FIRST
    row: Row | None = None
    may_be_unconfirmed: bool = False
    goes_with: str = ""
    open_data: tuple[str, ...] = ()

    @property
    def shows_at_once(self) -> bool:
        return self.shows == Shows.AT_ONCE

    @property
    def is_removal(self) -> bool:
        """A box of the form that empties the field it goes with."""
        return self.name.startswith("remove_")

    @property
    def is_vocabulary(self) -> bool:
        return self.name in Term.Vocabulary.values

    @property
    def is_column(self) -> bool:
        return not self.is_removal and not self.is_vocabulary


def _about(name, question, **details) -> ProfileField:
    return ProfileField(name, "about-us", question, may_be_unconfirmed=True, **details)


def _fact(name, section, question, row, *open_data, **details) -> ProfileField:
    """One that shows at once."""
    details = {"may_be_unconfirmed": name not in Term.Vocabulary.values} | details
    return ProfileField(
        name, section, question, row=row, shows=Shows.AT_ONCE, open_data=open_data, **details
    )


def _words(name, question, label, *open_data, **details) -> ProfileField:
    row = Row(Part.HELP, label)
    return ProfileField(
        name, "getting-in", question, row=row, open_data=open_data, may_be_unconfirmed=True, **details
    )


def _send(name, question, hint="") -> ProfileField:
    row = Row(Part.SEND, QUESTIONS[name])
    return ProfileField(name, "send-questions", question, hint, row=row, open_data=(OFFER,))


def _picture(name, question, **details) -> ProfileField:
    return ProfileField(name, "pictures", question, **details)


AGES = Row(Part.HELP, "Ages", "ages")
FIELDS = (
    _about(
        "name",
        "What are you called?",
        hint="As families know you.",
        open_data=("organization.name", "service.name"),
    ),
    _about(
        "summary",
        "What do you do, in one sentence?",
        hint="What you do, and for whom. It stands in the list of partners.",
        open_data=(OFFER,),
    ),
    _about("description", "More about you", open_data=("organization.description",)),
    _fact("who_helped", "who-we-help", "Who do you help?", Row(Part.HELP, "Who it helps"), "attributes.intended_audience"),
    _fact("age_from", "who-we-help", "The youngest age you help", AGES, "service.minimum_age"),
    _fact("age_to", "who-we-help", "The oldest age you help", AGES, "service.maximum_age"),
    _fact(
        "kind_of_help",
        "who-we-help",
        "What kind of help do you give?",
        Row(Part.HELP, "Kind of help"),
        "attributes.service_category",
    ),
    _fact(
        "need", "who-we-help", "Is your help for some needs or conditions?", Row(Part.HELP, "Needs"),
        "attributes.need_or_condition", hint="Tick none if it is for all of them.",
    ),
    _fact(
        "area", "who-we-help", "Is it for some parts of the city?", Row(Part.HELP, "Parts of the city"),
        "attributes.service_area", hint="Tick none if it is for all of the city.",
    ),
    _words(
        "how_to_join",
        "How can people join, get help or be referred?",
        "How to join or get help",
        OFFER,
        hint="Who may ask, whom to ask, and what happens next.",
    ),
    _fact("cost", "getting-in", "What does it cost?", Row(Part.HELP, "Cost"), "cost_options.amount_description"),
    _words(
        "access",
        "What makes it easy to get in and take part?",
        "Getting in and taking part",
        OFFER,
        ACCESS,
        hint="Such as ramps, a quiet room, sign language, meetings on a screen.",
    ),
    _fact(
        "languages",
        "getting-in",
        "Which languages do you speak?",
        Row(Part.HELP, "Languages"),
        "languages.note",
        hint="Sign languages too.",
    ),
    _send(
        "send_needs",
        "Which needs do you know well?",
        "Such as autism, hearing loss, or a wheelchair. Say if you have room for others.",
    ),
    _send("send_finding_out", "How do you find out what somebody needs?", "Whom you ask, and when you ask again."),
    _send(
        "send_changes",
        "What do you change so that everybody can take part?",
        "Such as pictures, more time, less noise, one to one.",
    ),
    _send("send_say", "How do young people and families have a say?", "What they decide with you, and how."),
    _send("send_training", "What have your staff learned about SEND?", "What, and who has done it."),
    _send(
        "send_moving_on",
        "How do you help when somebody moves on?",
        "To a new school, a new group, or grown-up life.",
    ),
    _send(
        "send_worries",
        "What can families do if something goes wrong?",
        "Whom to talk to, and how soon they hear back.",
    ),
    _fact(
        "phone",
        "reach-us",
        "Phone",
        Row(Part.CONTACT, "Phone"),
        "phones.number",
        hint="One number that anybody may ring.",
    ),
    _fact(
        "email",
        "reach-us",
        "E-mail",
        Row(Part.CONTACT, "E-mail"),
        "organization.email",
        "service.email",
        hint="One address that anybody may write to. Not your own.",
    ),
    _fact("website", "reach-us", "Website", Row(Part.CONTACT, "Website"), "organization.website"),
    _fact("address", "reach-us", "Address of your office", Row(Part.CONTACT, "Address"), "addresses.address_1"),
    _fact("opening_hours", "reach-us", "When are you open?", Row(Part.CONTACT, "Opening hours"), "schedules.description"),
    _picture("logo", "Logo", open_data=("organization.logo",)),
    _picture("logo_alt", "What does the logo show?", hint=READ_OUT, goes_with="logo"),
    _picture("remove_logo", "Take the logo away", goes_with="logo"),
    _picture("photo", "Photo", hint="A photo or a drawing of up to 110 MB. Everybody in it has said yes to it."),
    _picture("photo_alt", "What does the photo show?", hint=READ_OUT, goes_with="photo"),
    _picture(
        "photo_until",
        "Until the end of which year did everybody on it agree?",
        hint="Such as 2028. Then we take the photo down. Leave it empty if nobody can be recognised.",
        goes_with="photo",
    ),
    _picture("remove_photo", "Take the photo away", goes_with="photo"),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}
COLUMNS = tuple(field.name for field in FIELDS if field.is_column)
# The words of each picture, and the picture.
TOGETHER = {field.name: field.goes_with for field in FIELDS if field.is_column and field.goes_with}


def part_of(name: str) -> str:
    """The field that decides about this one: a picture speaks for its words, and for taking it away."""
    field = BY_NAME.get(name)
    return field.goes_with or name if field else name


def shows_at_once(name: str) -> bool:
    """Never true of a field that nobody has declared."""
    field = BY_NAME.get(part_of(name))
    return field is not None and field.shows_at_once


def rows_of(part: Part) -> dict[Row, list[ProfileField]]:
    """Each row of a part of the public page, and the fields behind it."""
    rows = {}
    for field in FIELDS:
        if field.row and field.row.part == part:
            rows.setdefault(field.row, []).append(field)
    return rows
