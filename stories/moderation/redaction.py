"""One detail of the public copy, taken out everywhere or kept for a reason. The teller's own words are not touched."""

from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from coproduction_site.finder.details import Kind
from coproduction_site.finder.highlights import Suggestion
from coproduction_site.finder.taking_out import INSTEAD, TakenOut
from coproduction_site.forms import Form
from stories.models import Story
from stories.models.check_verbs import as_kept
from stories.models.checks import MOST_SIGNS, KeptDetail
from stories.moderation import photos
from stories.moderation.forms import COPY, ScreenForm

MOST_TICKED = 100
LEFT = "desk_left_unticked"


class TakeOutForm(Form):
    """A detail that was found and pressed, or a word that the moderator thought of."""

    prefix = "take_out"
    words = forms.CharField(
        label="Word or words to take out",
        help_text="A name, a place, a rare condition. Small and capital letters are the same.",
        max_length=300,
        error_messages={"required": "Write the word that should go."},
    )
    kind = forms.ChoiceField(
        label="What stands in its place",
        help_text="We fit it to the sentence: “my son Jo” becomes “my son”.",
        choices=list(INSTEAD.items()),
        initial=Kind.NAME.name.lower(),
    )

    def clean_words(self):
        words = self.cleaned_data["words"]
        if len(words) < 2:
            raise ValidationError("One letter is too little: it may stand in many places.")
        return words

    @classmethod
    def pressed(cls, data):
        """None if another button was. Enter in the box sends the first button, which saves."""
        if data.get("take_out"):
            kind, _, words = data["take_out"].partition(" ")
            return cls({"take_out-kind": kind, "take_out-words": words})
        is_own_word = data.get("do") == "save" and data.get("take_out-words", "").strip()
        return cls(data) if data.get("do") == "take_out" or is_own_word else None

    @classmethod
    def filled(cls, data):
        """Not checked, only what was data, so that it is not lost."""
        words = {name: data.get(f"take_out-{name}") for name in cls.base_fields}
        return cls(initial={name: word for name, word in words.items() if word})

    def apply_to(self, copy) -> str:
        """Changes the boxes of the public copy, before they are checked and saved as ever."""
        if not self.is_valid():
            raise ValidationError(
                "That word cannot be taken out. Look at the words in red."
                if "words" in self.errors
                else "Choose what stands in its place."
            )
        words = self.cleaned_data["words"]
        taken_out = _taken_out_of(copy, words, self.cleaned_data["kind"])
        if not taken_out.times:
            raise ValidationError(f"“{words}” is not in the public copy. Nothing was changed.")
        return (
            f"“{words}” was taken out {_times(taken_out.times)}. It now says: “{taken_out.sentences[0]}”"
        )


def _taken_out_of(copy, words: str, kind: str) -> TakenOut:
    names = [*COPY, *photos.texts_in(copy.data)]
    taken_out = TakenOut(words, kind, [copy.data[name] for name in names])
    for name in names:
        copy.data[name] = taken_out.of(copy.data[name])
    copy.stay_in_their_language()
    return taken_out


def take_out_ticked(copy) -> str:
    """As `apply_to`, for all that is ticked in the list. Says what went; empty if nothing of it was there any more."""
    gone = []
    for kind, _, words in _ticked(copy.data):
        form = TakeOutForm({"take_out-kind": kind, "take_out-words": words})
        if form.is_valid():
            words = form.cleaned_data["words"]
            times = _taken_out_of(copy, words, form.cleaned_data["kind"]).times
            gone += [f"“{words}” {_times(times)}"] if times else []
    return f"Taken out: {', '.join(gone)}." if gone else ""


@dataclass(frozen=True)
class Listed:
    """A likely detail in the list of the desk, with the reason for which it was kept."""

    suggestion: Suggestion
    kept: KeptDetail | None
    is_ticked: bool


def remember_ticks(request, story) -> None:
    """For whoever comes back to this story from another page. No word of it is in the session."""
    if seen := set(request.POST.getlist("seen")):
        left = seen - set(request.POST.getlist("ticked"))
        request.session[LEFT] = sorted(_sign(story, value) for value in left)


def _sign(story, value: str) -> str:
    """Of this story alone; when it is erased, nothing can be made of it."""
    return sha256(f"{story.key} {value}".encode()).hexdigest()[:16]


def listed(story, suggestions, data, session) -> list[Listed]:
    """Ticked before anybody has looked: what nobody has kept, unless a yes rests on the copy as it is.

    A tick that somebody took away stays away: `seen` are those that were on the screen.
    """
    left = set(session.get(LEFT, []))
    kept = {(row.kind, row.words): row for row in story.kept_details.select_related("by")}
    has_yes = story.agreed_at is not None or story.first_yes_by is not None
    is_fresh = story.state == Story.State.WAITING and not has_yes
    seen, ticked = set(_list(data, "seen")), set(_list(data, "ticked"))
    found = []
    for one in suggestions:
        row = kept.get((one.kind.name.lower(), as_kept(one.words)))
        is_new = is_fresh and row is None and _sign(story, one.pressed) not in left
        is_ticked = one.pressed in ticked if one.pressed in seen else is_new
        found.append(Listed(one, row, is_ticked))
    return found


def _ticked(data) -> list[tuple[str, str, str]]:
    """The longest first: a name may be a part of an address."""
    parts = [value.partition(" ") for value in data.getlist("ticked")[:MOST_TICKED]]
    return sorted(parts, key=lambda part: -len(part[2]))


def _list(data, name) -> list[str]:
    return data.getlist(name) if data else []


class KeepForm(Form):
    """One likely detail of the public copy. Empty until somebody says why it stays."""

    reason = forms.CharField(
        label="Keep it, because …",
        help_text="For example: “It is the name of the service, not of a person.”",
        max_length=MOST_SIGNS,
        required=False,
    )

    marks_optional = False

    def __init__(self, data, detail, kept):
        mark = sha256(detail.pressed.encode()).hexdigest()[:12]
        prefix = f"keep-{mark}"
        is_here = f"{prefix}-reason" in data
        super().__init__(data if is_here else None, prefix=prefix)
        self.detail, self.kept = detail, kept

    @property
    def given_reason(self) -> str:
        """Empty if there is none, or it is too long."""
        return self.cleaned_data["reason"] if self.is_bound and self.is_valid() else ""


def keep_forms(story, data) -> list[KeepForm]:
    return [KeepForm(data, detail, kept) for detail, kept in story.details_with_reasons()]


def ask_for_reasons(forms: list[KeepForm]) -> None:
    """Beside each detail that was on the page and is neither taken out nor kept."""
    for form in forms:
        if form.is_bound and form.is_valid() and form.kept is None and not form.given_reason:
            form.add_error("reason", f"Take “{form.detail.words}” out, or say why it stays.")


def as_sent(story, version: int) -> QueryDict:
    """What the desk would send if nothing in its boxes was touched, for a page without these boxes."""
    data = QueryDict(mutable=True)
    for form in (ScreenForm(instance=story), *photos.forms_of(story)):
        for field in form:
            if (value := field.value()) not in (None, "", False):
                values = value if isinstance(value, list) else [value]
                data.setlist(field.html_name, [str(item) for item in values])
            elif value == "":
                data[field.html_name] = ""
    data["version"] = str(version)
    return data


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
