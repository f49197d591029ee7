"""Every address of the desk below /admin/stories/story/, beside those that the admin itself would give to a table."""

from django.urls import path

from coproduction_site.accounts import box_labels
from coproduction_site.accounts.session_guard import signed_in
from stories.moderation import (
    blurring,
    break_glass,
    check_views,
    exports,
    file_views,
    handing_over,
    labels,
    letter_views,
    other_words_views,
    pages_views,
    skipping,
    transcription_views,
    views,
)
from stories.moderation.decision_forms import GlassForm
from stories.moderation.other_words import OtherWordsForm
from stories.moderation.transcription import PagesForm, TypedStoryForm


def addresses(desk) -> list:
    """Those of the list first: a story's own begin with its number."""
    view = desk.admin_site.admin_view
    return [
        path("", view(desk.changelist_view), name="stories_story_changelist"),
        path("table/", view(exports.table_view(desk)), name="stories_story_table"),
        *_beside_the_list(view),
        *_to_type_in(view),
        *_of_one_story(view),
        *_other_words(view),
        *_files(view),
    ]


def _other_words(view) -> list:
    return [
        path(
            "<int:pk>/other-words/<slug:way>/",
            _kept(view(other_words_views.write), OtherWordsForm),
            name="stories_story_other_words",
        ),
        path(
            "<int:pk>/ask-for-other-words/",
            signed_in(view(other_words_views.ask)),
            name="stories_story_ask_for_other_words",
        ),
    ]


def _to_type_in(view) -> list:
    return [
        path(
            "type/", _kept(view(transcription_views.type_in), TypedStoryForm), name="stories_story_type"
        ),
        path(
            "<int:pk>/type/", _kept(view(pages_views.type_pages), PagesForm), name="stories_story_pages"
        ),
        path("<int:pk>/typed/", view(transcription_views.typed_in), name="stories_story_typed"),
    ]


def _kept(view, *forms):
    """Whoever was signed out meanwhile reads what the boxes are called: those of these forms, or of the desk."""
    return signed_in(view, box_labels.of(*forms) if forms else labels.in_words)


def _of_one_story(view) -> list:
    return [
        path("<int:pk>/change/", _kept(view(views.moderate)), name="stories_story_change"),
        path("<int:pk>/check/", _kept(view(check_views.check)), name="stories_story_check"),
        path("<int:pk>/preview/", view(views.preview), name="stories_story_preview"),
        path("<int:pk>/file/", view(exports.hand_out), name="stories_story_file"),
        path(
            "<int:pk>/erase/", _kept(view(exports.erase), exports.EraseForm), name="stories_story_erase"
        ),
        path(
            "<int:pk>/letters/",
            signed_in(view(letter_views.write_again)),
            name="stories_story_write_again",
        ),
    ]


def _beside_the_list(view) -> list:
    return [
        path("skip/", _kept(view(skipping.skip)), name="stories_story_skip"),
        path(
            "hand-over/",
            _kept(view(handing_over.hand_over), handing_over.ListForm),
            name="stories_story_hand_over",
        ),
        path("emergency/", _kept(view(break_glass.view), GlassForm), name="stories_story_emergency"),
    ]


def _files(view) -> list:
    """The photos and documents of one story, each by its key."""
    return [
        path("<int:pk>/photos/<uuid:key>/", view(file_views.photo), name="stories_story_photo"),
        path(
            "<int:pk>/photos/<uuid:key>/blur/",
            _kept(view(blurring.blur), blurring.BlurForm),
            name="stories_story_blur",
        ),
        path(
            "<int:pk>/photos/<uuid:key>/blurred/",
            view(blurring.as_it_would_be),
            name="stories_story_blurred",
        ),
        path(
            "<int:pk>/documents/<uuid:key>/",
            view(file_views.document),
            name="stories_story_document",
        ),
        path(
            "<int:pk>/documents/<uuid:key>/<int:number>.jpg",
            view(pages_views.page),
            name="stories_story_page",
        ),
    ]
