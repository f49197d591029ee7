"""What of a story the public may see, as a page, a card and a feed show it."""

from django.utils.text import Truncator

from stories.models import in_pictures, languages
from stories.models.texts import TEXTS

UNDER_18 = ("under_13", "13_15", "16_17")


class PublicSide:
    @property
    def public_parts(self) -> list[tuple[str, str]]:
        """Heading and words of each part of the public copy that has any."""
        fields = [self._meta.get_field(f"public_{text}") for text in TEXTS if text != "title"]
        parts = [(field.verbose_name, getattr(self, field.name)) for field in fields]
        return [(f"{name[0].upper()}{name[1:]}", words) for name, words in parts if words]

    @property
    def pictures_picked(self) -> list[in_pictures.Group]:
        """They name nobody, so they are shown wherever the story is."""
        return in_pictures.picked(self.pictures)

    @property
    def language_name(self) -> str:
        return languages.name_of(self.language)

    @property
    def opening(self) -> str:
        """For a card: the note if there is one, so that nobody meets hard words unprepared."""
        return Truncator(self.content_note or self.public_happened).words(30)

    @property
    def hides_name(self) -> bool:
        """A name never stands beside a photo where somebody under 18 is in the story, or may have told it."""
        tells_of_self = (
            self.about_whom == self.AboutWhom.MYSELF and self.about_age == self.AboutAge.ADULT
        )
        by_child = self.teller == self.Teller.YOUNG_PERSON and not tells_of_self
        return self.shows_photos and (by_child or self.about_age in UNDER_18)

    @property
    def teller_shown(self) -> str:
        """Who told it, as the public may know it."""
        role = self.get_teller_display()
        may_be_shown = self.name_choice == self.NameChoice.SHOWN and not self.hides_name
        if may_be_shown and self.shown_name:
            return f"{self.shown_name}, {role[0].lower()}{role[1:]}"
        return role
