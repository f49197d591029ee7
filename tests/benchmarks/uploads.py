"""What hostile and big files cost: `python -m tests.benchmarks.uploads`.

Goals: 8 seconds at most, and 300 MB in whichever process it is. Each file is looked at in a fresh process; beside
it stands the process of its own that a PDF or a picture gets.
"""

import os
import resource
import subprocess
import sys
import time

import django
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

PHOTOS = {
    "a JPEG of 12 megapixels": ("JPEG", (4_032, 3_024), "RGB"),
    "a JPEG of 200 megapixels": ("JPEG", (16_320, 12_240), "RGB"),
    "a long screenshot": ("PNG", (1_170, 20_000), "RGBA"),
    "a sheet of A4, 600 dots an inch": ("TIFF", (4_960, 7_016), "RGB"),
}


def main():
    _set_up()
    from tests.coproduction_site.uploads.test_hostile_uploads import BOMBS, NO_PHOTOS

    print(f"{'':<34}{'seconds':>9}{'MB':>6}{'MB beside':>11}  answer")
    for what in [*PHOTOS, *(name for name in NO_PHOTOS if "bomb" in name), *BOMBS]:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.uploads", what], check=True)


def measure(what):
    _set_up()
    look, content = _task(what)
    before, started = _memory(resource.RUSAGE_SELF), time.monotonic()
    answer = "taken"
    try:
        look(content)
    except ValidationError as error:
        answer = error.message
    seconds, more = time.monotonic() - started, _memory(resource.RUSAGE_SELF) - before
    print(f"{what:<34}{seconds:>9.2f}{more:>6}{_memory(resource.RUSAGE_CHILDREN):>11}  {answer[:44]}")


def _task(what):
    from coproduction_site.uploads import documents, pictures
    from tests.coproduction_site.uploads.test_hostile_uploads import BOMBS, NO_PHOTOS
    from tests.support.uploads import picture

    if what in BOMBS:
        make, name = BOMBS[what]
        return lambda content: documents.checked(SimpleUploadedFile(name, content)), make()
    content = picture(*PHOTOS[what]) if what in PHOTOS else NO_PHOTOS[what]
    return lambda content: pictures.reencoded(SimpleUploadedFile("a.jpg", content), 1200), content


def _memory(whose) -> int:
    return resource.getrusage(whose).ru_maxrss // 1024


def _set_up():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if not settings.configured:
        django.setup()


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
