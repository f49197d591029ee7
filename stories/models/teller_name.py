"""Who told a story, as the public may know it."""

from coproduction_site.sentences import Sentence
from stories.models.ages import UNDER_18


def told_by(role: str, name: str) -> str:
    """`role` as it stands on the form; `name` may be empty."""
    if not name:
        return role
    return Sentence("%(name)s, %(role)s", name=name, role=Sentence(f"{role[0].lower()}{role[1:]}"))


class TellerName:
    @property
    def hides_name(self) -> bool:
        """A name never stands beside a photo where somebody under 18 is in the story, or may have told it."""
        tells_of_self = (
            self.about_whom == self.AboutWhom.MYSELF and self.about_age == self.AboutAge.ADULT
        )
        by_child = self.teller == self.Teller.YOUNG_PERSON and not tells_of_self
        return self.shows_photos and (by_child or self.about_age in UNDER_18)

    def has_face_without_name(self, photos) -> bool:
        """Whoever gave no name can be told by their face. `photos` are those that may stand beside the words."""
        is_nameless = self.name_choice == self.NameChoice.ANONYMOUS
        return is_nameless and any(photo.shows_teller for photo in photos)

    @property
    def public_name(self) -> str:
        may_be_shown = self.name_choice == self.NameChoice.SHOWN and not self.hides_name
        return self.shown_name if may_be_shown else ""

    @property
    def teller_shown(self) -> str:
        return told_by(self.get_teller_display(), self.public_name)
