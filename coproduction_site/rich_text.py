"""Text with headings, lists and links: one allow-list for the editor, the database and the page."""

import markdown
import nh3
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from django_prose_editor.fields import ProseEditorField

from coproduction_site import text

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Blockquote": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "NoSpellCheck": False,
}
# The editor writes one style sheet into its page; without it, spaces at the end of a line get lost.
EDITOR_POLICY = {"style-src": ["'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"]}
_cleaner = nh3.Cleaner(
    **{
        **allowlist_from_extensions(expand_extensions(EXTENSIONS)),
        "url_schemes": {"http", "https", "mailto", "tel"},
    }
)


def clean(html: str) -> str:
    """Only what the editor can make: no script, style, class, picture or event survives."""
    cleaned = text.cleaned(_cleaner.clean(html))
    return "" if cleaned in {"<p></p>", "<p><br></p>"} else cleaned


def shown(html: str) -> SafeString:
    """Cleaned again when shown, because a row can also be written without its form."""
    return mark_safe(clean(html))  # noqa: S308


def from_markdown(source: str) -> str:
    """With quotation marks and dashes as printers set them."""
    return clean(markdown.markdown(source, extensions=["tables", "smarty"]))


class RichTextField(ProseEditorField):
    """Stored as HTML, cleaned on every save, so that no way in is forgotten."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for setting in ("extensions", "sanitize"):
            kwargs.pop(setting, None)
        return name, path, args, kwargs

    def pre_save(self, instance, add):
        cleaned = clean(getattr(instance, self.attname))
        setattr(instance, self.attname, cleaned)
        return cleaned
