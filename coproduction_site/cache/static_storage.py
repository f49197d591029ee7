"""One style sheet for visitors, many small files for us: `collectstatic` joins them. Nothing to install."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
_IMPORT = r'@import url\("[^"]+"\) layer'
_OF_ONE_LAYER = re.compile(rf"{_IMPORT}\((?P<layer>\w+)\);\s*(?:{_IMPORT}\((?P=layer)\);\s*)*")


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashes and compresses as WhiteNoise does, after the sheet has taken in the files that it imports."""

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            paths = self._with_one_sheet(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _with_one_sheet(self, paths):
        """The sheet is always joined anew from the sources, so that a second `collectstatic` changes nothing."""
        taken_in = set()

        def read(name):
            taken_in.add(name)
            return _text(paths, name)

        sheet = joined(read)
        self.delete(SHEET)
        self._save(SHEET, ContentFile(sheet.encode()))
        others = {name: path for name, path in paths.items() if name not in taken_in}
        return {**others, SHEET: (self, SHEET)}


def joined(read) -> str:
    """The whole sheet, small; `read` gives the text of a file by its name below the static folder."""

    def in_their_layer(lines):
        files = re.findall(r'url\("(.+?)"\)', lines[0])
        return f"@layer {lines['layer']}{{{''.join(read('css/' + file) for file in files)}}}"

    return small(_OF_ONE_LAYER.sub(in_their_layer, read(SHEET)))


def small(css: str) -> str:
    """Without comments and without spaces that mean nothing. Safe for our own sheets; not a general tool."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").replace(": ", ":").strip()


def _text(paths, name) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
