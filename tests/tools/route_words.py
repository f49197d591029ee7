"""Every word of ours that a teller can meet below /stories/share/, found where it is said, for whoever translates it.

Templates say which words are theirs by `{% translate %}`, code by `_()` and `Sentence`. What forms ask and refuse, and
what content files name, is asked of them as they are. Words of rows are translated as long as they stand as they came.
`python -m tests.tools.catalogues` writes the list to `locale/route.json`.
"""

import ast
import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from django import forms
from django.template.loader import get_template

from coproduction_site import honeypot, plain_errors
from coproduction_site.content_files import read_toml
from coproduction_site.finder import details, names
from coproduction_site.sentences import Sentence
from coproduction_site.uploads import documents, kinds, limited, office, pdf, pictures, zipped_files
from coproduction_site.workflow import ask_once
from ladder.models import Rung
from stories.models import Story, ages, in_pictures, teller_name, took_part
from stories.submission import (
    call_forms,
    consent_wording,
    later_forms,
    picture_forms,
    preview,
    questions,
    steps,
    upload_forms,
    uploads,
)
from stories.submission import forms as story_forms
from stories.submission.template import forms as template_forms
from stories.submission.template import paper_forms, papers
from tests.tools.catalogues import FOLDER, catalogues, quoted, whole

ROOT = Path(__file__).parents[2]
FILE = FOLDER / "route.json"
OTHER_TEMPLATES = [
    "ask_once.html",
    "forms/uni_form.html",
    "forms/kept_file.html",
    "forms/layout/fieldset.html",
]
OTHER_TEMPLATES += ["stories/publication/pictures_picked.html", "includes/ladder.html"]
FRAME = (
    "pages/translations/"  # The words around the pages of every language, in a catalogue of their own.
)
MODULES = [ages, teller_name, took_part, documents, ask_once]
# Modules that say why they refuse, each sentence in capitals; and the capitals that are part of one, or for the desk.
REFUSING = [honeypot, documents, kinds, limited, office, pdf, pictures, zipped_files, details, names]
REFUSING += [call_forms, picture_forms, preview, upload_forms, uploads, papers]
NOT_SAID = {"QUICK", "SAVE_AS_PDF", "SCREENSHOT", "HINT"}
WAITS = (
    "waits for a speaker"  # In a block of `checked_words`: who checks a language reads it on the desk.
)
# Nobody may read these in words that no speaker of the language has checked.
OF_SAFETY = re.compile(
    rf"site\.toml|consent|_agrees|only_here|in_other_words|check\.html|papers\.html|FilesForm\.(?:agreed|people|face)|upload_forms|send_now|sent_now|not_safe|urgent|no_helpline|parental|told_safely|your_face|{WAITS}"
)

_INCLUDED = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
_TAG = re.compile(r"{%\s*translate\s+(\"[^\"]+\"|'[^']+')")
_LITERAL = re.compile(r"\b_\((\"[^\"]+\"|'[^']+')\)")
_CHECKED = re.compile(r"{%\s*checked_words\b.*?%}(.*?){%\s*endchecked_words\s*%}", re.DOTALL)
_BLOCK = re.compile(r"{%\s*blocktranslate\b.*?%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
_VALUE = re.compile(r"{{\s*(\w+)\s*}}")


def route_words() -> dict[str, list[str]]:
    """Each English text as a catalogue knows it → where it is said, in the order of the alphabet."""
    found = {}
    for place, text in (*_of_templates(), *_of_modules(), *_of_refusals(), *_of_forms(), *_of_content()):
        for pattern in _patterns(text):
            found.setdefault(pattern, set()).add(place)
    return {text: sorted(found[text]) for text in sorted(found)}


def of_safety(words: dict[str, list[str]]) -> list[str]:
    """Those about consent, danger and who keeps whom safe."""
    return [text for text, places in words.items() if any(map(OF_SAFETY.search, places))]


def as_file() -> str:
    """For the site, which says of a language whether it is whole."""
    words = route_words()
    return (
        json.dumps({"all": list(words), "safety": of_safety(words)}, ensure_ascii=False, indent=1) + "\n"
    )


def missing(language: str) -> str:
    """What a translator has still to write, each text with where it is said."""
    known = whole(catalogues()[language])
    return "\n".join(
        f'#. {", ".join(places)}\nmsgid {quoted(text)}\nmsgstr ""\n'
        for text, places in route_words().items()
        if text not in known
    )


def words_in(source: str) -> Iterator[str]:
    """Of one template."""
    for pattern in (_TAG, _LITERAL):
        yield from (found[1][1:-1] for found in pattern.finditer(source))
    for block in _BLOCK.finditer(source):
        yield _VALUE.sub(r"%(\1)s", " ".join(block[1].split()))


def templates_of_the_route() -> dict[str, str]:
    """Name → source, with all that they include or extend."""
    folder = Path(get_template("stories/submission/start.html").origin.name).parent
    waiting = [f"stories/submission/{path.name}" for path in sorted(folder.glob("*.html"))]
    waiting += OTHER_TEMPLATES
    found = {}
    while waiting:
        name = waiting.pop()
        if name not in found and not name.startswith(FRAME):
            found[name] = get_template(name).template.source
            waiting += _INCLUDED.findall(found[name])
    return found


def _patterns(text) -> Iterator[str]:
    """With those that stand in it."""
    if isinstance(text, Sentence):
        yield text.pattern
        for value in text.values.values():
            yield from _patterns(value) if isinstance(value, Sentence) else ()
    elif text and isinstance(text, str):  # What is a promise is Django's.
        yield text


def _of_templates() -> Iterator[tuple[str, str]]:
    for name, source in templates_of_the_route().items():
        yield from ((name, text) for text in words_in(source))
        for block in _CHECKED.finditer(source):
            yield from ((f"{name}, {WAITS}", text) for text in words_in(block[1]))


def _of_modules() -> Iterator[tuple[str, str]]:
    """What stands in `_()` or `Sentence()`."""
    paths = [
        *(ROOT / "stories/submission").rglob("*.py"),
        *(Path(module.__file__) for module in MODULES),
    ]
    for path in paths:
        place = str(path.relative_to(ROOT))
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "Sentence"):
                yield from (
                    (place, text.value) for text in call.args[:1] if isinstance(text, ast.Constant)
                )


def _of_refusals() -> Iterator[tuple[str, str]]:
    for module in REFUSING:
        said = (value for name, value in vars(module).items() if name.isupper() and name not in NOT_SAID)
        yield from ((module.__name__, text) for value in said for text in _sentences_in(value))
    yield from (("plain_errors", text) for text in (plain_errors.NOT_LIKE_THIS, plain_errors.FILL_IN))
    yield from (("look", kind.label) for kind in details.Kind)


def _sentences_in(value) -> Iterator[str]:
    if isinstance(value, str) and re.fullmatch(r"[A-Z“].* .*[.?!”]", value):
        yield value
    elif isinstance(value, dict | tuple | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _sentences_in(each)


def _of_forms() -> Iterator[tuple[str, str]]:
    for form in _forms():
        for field in form:
            yield from ((f"{type(form).__name__}.{field.name}", text) for text in _of_field(field))
    for step in (*steps.STEPS, steps.PICTURES):
        yield from (
            (f"step {step.slug}", text) for text in (step.title, step.name, step.lead, step.part)
        )
    for heading, asked in questions.GROUPS:
        place = f"questions {' '.join(asked)}"
        yield from ((place, text) for text in (heading, questions.NOTES.get(heading)))
    yield from (("look", preview.heading(name)) for name in preview.TEXTS[1:])
    for age, whom in product(ages.AboutAge, ages.AboutWhom):
        said = [consent_wording.who_says_yes(age, whom), *consent_wording.missing(age, whom).values()]
        yield from (("step consent", text) for text in said)


def _forms() -> Iterator[forms.Form]:
    """As each teller meets them."""
    for teller, age, whom in product(Story.Teller, ages.AboutAge, ages.AboutWhom):
        story = Story(teller=teller, about_age=age, about_whom=whom)
        form = story_forms.StoryForm(
            instance=story, only=[*questions.QUESTIONS, *consent_wording.OFFERS]
        )
        form.speak_to_teller()
        yield form
    yield from (story_forms.StoryForm(), call_forms.CallForm(), later_forms.ComeBackForm())
    yield from (picture_forms.PicturesForm(story=None), upload_forms.FilesForm(story=None))
    yield from (template_forms.TemplateForm(), paper_forms.TypeForMeForm(), paper_forms.MorePagesForm())


def _of_field(bound) -> Iterator[str]:
    """What rows name is not ours to translate."""
    field = bound.field
    yield from (bound.label, bound.help_text)
    checks = {getattr(check, "code", ""): getattr(check, "message", "") for check in field.validators}
    own = (getattr(kind, "default_error_messages", {}) for kind in type(field).__mro__)
    codes = {"required", *checks, *(code for messages in own for code in messages)}
    yield from (text for code, text in {**checks, **field.error_messages}.items() if code in codes)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        yield from (str(label) if not isinstance(label, str) else label for _, label in field.choices)


def _of_content() -> Iterator[tuple[str, str]]:
    for rung in read_toml(ROOT / "ladder/content/rungs.toml")["rung"]:
        yield from (("rungs.toml", rung[name]) for name in ("name", "sounds_like"))
    yield from (("rungs.toml", band.label) for band in Rung.Band)
    for number in read_toml(ROOT / "pages/content/site.toml")["urgent_number"]:
        if number["is_shown"]:
            yield from (("site.toml", number[name]) for name in ("label", "who_for", "note"))
    yield from (("pictures.toml", group.question) for group in in_pictures.groups())
    yield from (("look", f"{role.label[0].lower()}{role.label[1:]}") for role in Story.Teller)
