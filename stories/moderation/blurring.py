"""A part of a photo blurred for good: choose it, look at it, then do it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site import way_back
from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.forms import Form
from coproduction_site.uploads.blur import CELLS, SIDE, blurred
from coproduction_site.uploads.serving import NOT_KEPT
from stories.models import Photo, Story

LINES = [(number, str(number + 1)) for number in range(SIDE)]


class BlurForm(Form):
    """Parts by pointing at them, or by their row and column: where a ticked row meets a ticked column."""

    marks_optional = False

    cell = forms.TypedMultipleChoiceField(
        label="Parts to blur",
        choices=[(cell, f"Row {cell // SIDE + 1}, column {cell % SIDE + 1}") for cell in CELLS],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    row = forms.TypedMultipleChoiceField(
        label="Rows, from the top",
        choices=LINES,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    column = forms.TypedMultipleChoiceField(
        label="Columns, from the left",
        choices=LINES,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self):
        cleaned = super().clean()
        crossed = {
            row * SIDE + column for row in cleaned.get("row", []) for column in cleaned.get("column", [])
        }
        cleaned["cells"] = sorted(crossed | set(cleaned.get("cell", [])))
        if not cleaned["cells"]:
            raise ValidationError("Tick the parts of the photo that nobody should see.")
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def blur(request, pk, key):
    """GET with parts in the address shows what would stand there; only the press changes the file."""
    photo = _readable(request, pk, key)
    data = request.POST if request.method == "POST" else kept(request) or request.GET or None
    form = BlurForm(data)
    if request.method == "POST" and form.is_valid():
        try:
            photo.blur(request.user, form.cleaned_data["cells"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"The part of photo {photo.position} is blurred for good.")
            return way_back.to(request, "admin:stories_story_change", pk)
    cells = form.cleaned_data["cells"] if form.is_valid() else []
    context = {
        "story": photo.story,
        "photo": photo,
        "form": form,
        "cells": cells,
        "query": urlencode({"cell": cells}, doseq=True),
    }
    screen = desk_page(request, f"Blur a part of photo {photo.position}", **context)
    return render(request, "admin/stories/moderation/blur.html", screen)


@require_safe
def as_it_would_be(request, pk, key):
    """Made for this look alone, and kept nowhere."""
    photo = _readable(request, pk, key)
    form = BlurForm(request.GET)
    if not form.is_valid():
        raise Http404
    picture = blurred(photo.file, form.cleaned_data["cells"])
    return HttpResponse(picture.read(), content_type="image/webp", headers={"Cache-Control": NOT_KEPT})


def _readable(request, pk, key) -> Photo:
    stories = Story.objects.readable_by(request.user)
    return get_object_or_404(Photo.objects.select_related("story"), story__in=stories, story=pk, key=key)
