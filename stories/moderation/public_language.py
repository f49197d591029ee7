"""What the desk asks about the language of the words that everybody reads."""

from stories.models import languages

SAY_IT = "You changed the words of somebody who told this in another language. Say in which language they are now."


def choices_for(story) -> list[tuple[str, str]]:
    """First what holds while nobody says anything, then the language it was told in, then English."""
    told, every = story.language, languages.names()
    if not told:
        return [*languages.ENGLISH, *every.items()]
    unsaid = languages.name_of(told if story.is_in_their_words else languages.SAID_ENGLISH)
    first = {told: languages.name_of(told), languages.SAID_ENGLISH: "English"}
    return [("", f"Nobody has said: taken for {unsaid}"), *(first | every).items()]
