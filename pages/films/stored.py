"""The files of films: which the public may fetch, and what becomes of those that no film names any more."""

from collections.abc import Iterable
from pathlib import PurePath

from coproduction_site.uploads import erasing
from pages.models import Page, Video

FILES = ("file", "captions", "bsl_file")


def public():
    return Video.objects.filter(page__in=Page.objects.published())


def in_bsl():
    """Films that the public may see in British Sign Language, with the page that each stands on."""
    signed = public().exclude(bsl_file="", bsl_link="")
    return signed.select_related("page").order_by("page__order", "order", "title")


def called(video: Video, name: str):
    """The stored file of this name, or None."""
    files = [getattr(video, field) for field in FILES]
    return next((file for file in files if file and PurePath(file.name).name == name), None)


def names(video_id) -> dict[str, str]:
    return Video.objects.filter(pk=video_id).values(*FILES).first() or {}


def forget_replaced(video: Video, before: dict[str, str]) -> None:
    """After a film was saved. Its history keeps the words and names the files of today: older ones are gone."""
    now = names(video.pk)
    gone = [name for field, name in before.items() if name != now.get(field)]
    if gone:
        video.history.update(**now)
    forget(gone)


def forget(files: Iterable[str]) -> None:
    for name in files:
        erasing.when_done(name)
