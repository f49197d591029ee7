"""Words that go straight to the people who keep children safe: as far as they are written, and nothing else is asked."""

from copy import copy
from uuid import UUID, uuid5

from django.db import transaction

from coproduction_site import limits
from coproduction_site.kept_once import kept_once
from coproduction_site.text import cleaned, one_line
from stories import letters
from stories.models import ORGANISATIONS, TEXTS, Story, in_pictures
from stories.models.disclosure_verbs import CAN_BE_DISCLOSED, NO_YES
from stories.submission.drafts import told_in
from stories.submission.forms import StoryForm
from stories.submission.picture_forms import PicturesForm
from stories.submission.questions import QUESTIONS

# More than for stories: whoever presses this is turned away only if a machine does it.
DISCLOSING = limits.STORIES_DISCLOSED
ALSO_TYPED = (
    *ORGANISATIONS,
    "alt",
)  # The last is what a photo shows. Other boxes are questions of the story.


@transaction.atomic
def send_now(key: UUID, data, visitor: str) -> Story | None:
    """What is kept under this key, with what was typed in this request. None if there is not one word.

    However often the button is pressed, it is one story; words that come later stand in its history.
    Raises TooMany. Nothing was sent then.
    """
    story = _row(key, data, visitor)
    if story is None:
        return None
    if story.state == Story.State.DRAFT:
        _keep(story, data)
    more = _texts_not_in(story, data)
    if story.state in CAN_BE_DISCLOSED:
        story.disclose()
    elif not more:
        return story
    if more:
        story.note_more("\n\n".join(more))
    letters.safeguarding_alert(story)
    return story


def _row(key, data, visitor) -> Story | None:
    """The story of this key, or a new one: also if that was decided already, which stays as it is."""
    story = _locked(key)
    if story and story.state not in (*CAN_BE_DISCLOSED, Story.State.SAFEGUARDING):
        key = uuid5(key, "after it was decided")
        story = _locked(key)
    if story or not _texts_in(data):
        return story
    kept_once(Story, key, {}, limit=DISCLOSING, visitor=visitor)
    return _locked(key)


def _locked(key) -> Story | None:
    return Story.objects.select_for_update().filter(key=key).first()


def _keep(story, data) -> None:
    """Answers as far as they fit, pictures as they are picked, and every word, also where there are too many."""
    if story.pictures or data.keys() & {group.code for group in in_pictures.groups()}:
        pictures = PicturesForm(data, story=story)
        if pictures.is_valid():
            pictures.keep(story.key, "")
            story.refresh_from_db()
    names = [name for name in QUESTIONS if name in data and name not in NO_YES]
    form = StoryForm(data, instance=copy(story), only=names)
    form.is_valid()
    answers = form.what_fits
    partners = answers.pop("partners", None)
    if partners:
        story.partners.set(partners)
    answers |= {name: _text(data, name) for name in TEXTS if name in data}
    answers |= told_in()
    answers |= _with_room_for_the_title(story, answers)
    Story.objects.filter(pk=story.pk).update(**answers)
    story.refresh_from_db()


def _with_room_for_the_title(story, answers) -> dict:
    title, most = answers.get("title", ""), Story._meta.get_field("title").max_length
    if len(title) <= most:
        return {}
    happened = answers.get("happened", story.happened)
    return {"title": title[:most], "happened": f"{title}\n\n{happened}"}


def _texts_in(data) -> list[str]:
    return [text for name in (*TEXTS, *ALSO_TYPED) if (text := _text(data, name))]


def _texts_not_in(story, data) -> list[str]:
    held = " ".join(" ".join(getattr(story, name) for name in (*TEXTS, *ORGANISATIONS)).split())
    noted = " ".join(" ".join(story.events.values_list("words", flat=True)).split())
    return [text for text in _texts_in(data) if " ".join(text.split()) not in f"{held} {noted}"]


def _text(data, name) -> str:
    through = one_line if name in ("title", *ALSO_TYPED) else cleaned
    return through(data.get(name, "")).strip()
