"""What somebody may ask of a list, by the names of the standard. A wrong value is told in a sentence.

A name that is not here is ignored, as the standard has names for what we do not know (postcodes).
"""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError

DEFAULT_SIZE = 50
LARGEST_SIZE = 100
MOST_PAGES = 1_000_000
OLDEST = 120
LONGEST = 100


def whole_number(name: str, lowest: int, highest: int) -> forms.IntegerField:
    sentence = f"{name} is a whole number from {lowest} to {highest}."
    wrong = dict.fromkeys(["invalid", "min_value", "max_value"], sentence)
    return forms.IntegerField(required=False, min_value=lowest, max_value=highest, error_messages=wrong)


def identifier(name: str) -> forms.UUIDField:
    sentence = f"{name} is an identifier such as 8f0c3a52-6d2b-4c0e-9a5f-1f5b7f6a9e21."
    return forms.UUIDField(required=False, error_messages={"invalid": sentence})


def text(name: str) -> forms.CharField:
    too_long = f"{name} takes up to {LONGEST} letters."
    return forms.CharField(required=False, max_length=LONGEST, error_messages={"max_length": too_long})


class YesOrNo(forms.Field):
    def __init__(self, name: str):
        super().__init__(required=False)
        self.sentence = f"{name} is true or false."

    def to_python(self, value):
        meanings = {"": False, "false": False, "true": True}
        if (value or "").lower() not in meanings:
            raise ValidationError(self.sentence)
        return meanings[(value or "").lower()]


class Moment(forms.Field):
    """A day or a moment. Without a zone it is UTC; a plus sign that arrived as a space is one again."""

    def __init__(self, name: str):
        super().__init__(required=False)
        self.sentence = f"{name} is a day or a moment, such as 2026-11-23 or 2026-11-23T09:30:00Z."

    def to_python(self, value):
        if not value:
            return None
        day, zone = value.strip()[:11], value.strip()[11:].replace(" ", "+")
        try:
            moment = datetime.fromisoformat(day + zone)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.sentence) from error


class Question(forms.Form):
    """Something about one thing or a list, in the query of an address."""

    # Machines write it: what is not right is told, for without a sign it might ask for everything.
    bound_field_class = forms.BoundField
    MANY_VALUES = {"search", "modified_after"}

    @classmethod
    def names(cls) -> set[str]:
        return set(cls.base_fields)

    @classmethod
    def names_of_few_values(cls) -> set[str]:
        """Answers to these may be kept: nobody can ask them in endless ways."""
        return cls.names() - cls.MANY_VALUES

    def asked(self) -> dict:
        """Only what was asked for; a `ValidationError` with a sentence for each wrong value.

        A name without a value is wrong too: a program that has lost one would get everything.
        """
        empty = [name for name in self.fields if self.data.get(name, "?").strip() == ""]
        if empty:
            raise ValidationError(
                [f"{name} has no value. Give it one, or leave it out." for name in empty]
            )
        if not self.is_valid():
            raise ValidationError([message for errors in self.errors.values() for message in errors])
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def is_plain(self) -> bool:
        """Whether each value was written in the one way in which we would write it, and once."""
        return all(
            values == [str(self.cleaned_data[name]).lower()]
            for name, values in self.data.lists()
            if name in self.fields
        )


class OfOneOrganization(Question):
    full_service = YesOrNo("full_service")


class OfList(Question):
    """Any list: which page of it, and how long a page is."""

    page = whole_number("page", 1, MOST_PAGES)
    per_page = whole_number("per_page", 1, LARGEST_SIZE)


class OfTerms(OfList):
    search = text("search")
    taxonomy_id = identifier("taxonomy_id")


class OfOrganizations(OfList):
    search = text("search")
    modified_after = Moment("modified_after")
    full = YesOrNo("full")
    full_service = YesOrNo("full_service")


class OfOffers(OfList):
    search = text("search")
    organization_id = identifier("organization_id")
    taxonomy_id = identifier("taxonomy_id")
    taxonomy_term_id = identifier("taxonomy_term_id")
    modified_after = Moment("modified_after")
    minimum_age = whole_number("minimum_age", 0, OLDEST)
    maximum_age = whole_number("maximum_age", 0, OLDEST)
    full = YesOrNo("full")


class OfServices(OfOffers):
    minimal = YesOrNo("minimal")
