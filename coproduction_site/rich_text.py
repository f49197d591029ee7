"""Text with headings, lists and links: one allow-list for the editor, the database and the page."""

import re
from collections.abc import Callable
from html import unescape

import markdown
import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from django_prose_editor.fields import ProseEditorField

from coproduction_site import text
from coproduction_site.cache.remembered import following
from coproduction_site.pasted import tidying

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
_TABLE = re.compile(r"</?table>")
_E_MAIL = re.compile(r"\be-mails?\b(?![^<]*>)", re.IGNORECASE)
LONGEST_NAME = 80
PASSES = 4  # What stands in one another the wrong way comes apart when it is read again.
_cleaner = nh3.Cleaner(
    **{
        **allowlist_from_extensions(expand_extensions(EXTENSIONS)),
        "url_schemes": tidying.SCHEMES,
    }
)


def clean(html: str) -> str:
    """Only what the editor can make: no script, style, class, picture or event survives."""
    cleaned = text.cleaned(_cleaner.clean(tidying.with_few_tags(html)))
    return "" if cleaned in {"<p></p>", "<p><br></p>"} else cleaned


def tidied(html: str) -> str:
    """As `clean`, for what somebody has just pasted or typed. Passing twice changes nothing more."""
    for _ in range(PASSES):
        before, html = html, clean(tidying.tidied(html).html)
        if html == before:
            break
    return html


def shown(html: str, change: Callable[[str], str] = str) -> SafeString:
    """Cleaned again when shown, because a row can also be written without its form. Wide tables scroll by themselves.

    `change` may add to what is clean, such as names of headings.
    """
    return mark_safe(change(_cleaned(html)))  # noqa: S308


@following
def _cleaned(html: str) -> str:
    return _with_tables_in_boxes(_E_MAIL.sub(r'<span class="whole">\g<0></span>', clean(html)))


def from_markdown(source: str) -> str:
    """With quotation marks and dashes as printers set them."""
    return clean(markdown.markdown(source, extensions=["tables", "smarty"]))


def _with_tables_in_boxes(cleaned: str) -> str:
    """Each in one that takes the keyboard's focus, under a name of its own: its number, and the heads of its columns."""
    if "<table>" not in cleaned:
        return cleaned
    before, *tables = _outer_tables(cleaned)
    boxes = [
        f'<div class="scrolls" role="region" tabindex="0" aria-label="{_name_of_table(number, table)}">{table}</div>{after}'
        for number, (table, after) in enumerate(tables, 1)
    ]
    return "".join([before, *boxes])


def _outer_tables(cleaned: str) -> list:
    """What stands before the first, then each with what stands behind it. A table in a table stays in its cell."""
    found, depth, start = [""], 0, 0
    for mark in _TABLE.finditer(cleaned):
        opens = not mark[0].startswith("</")
        if opens and not depth:
            _put_behind(found, cleaned[start : mark.start()])
            start = mark.start()
        depth += 1 if opens else -1
        if not depth:
            found.append((cleaned[start : mark.end()], ""))
            start = mark.end()
    _put_behind(found, cleaned[start:])
    return found


def _put_behind(found: list, text: str) -> None:
    found[-1] = text if len(found) == 1 else (found[-1][0], text)


def _name_of_table(number: int, table: str) -> str:
    first_row = table.partition("</tr>")[0].replace("</th>", ", ").replace("</td>", ", ")
    heads = " ".join(unescape(nh3.clean(first_row, tags=set())).split()).strip(", ")
    return escape(f"Table {number}: {heads[:LONGEST_NAME]}" if heads else f"Table {number}")


class RichTextField(ProseEditorField):
    """Stored as HTML, cleaned on every save, so that no way in is forgotten."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=tidied, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for setting in ("extensions", "sanitize"):
            kwargs.pop(setting, None)
        return name, path, args, kwargs

    def pre_save(self, instance, add):
        cleaned = tidied(getattr(instance, self.attname))
        setattr(instance, self.attname, cleaned)
        return cleaned
