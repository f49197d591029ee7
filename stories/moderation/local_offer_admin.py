"""Comments on the Local Offer, on the desk: which stories are one, and what the council answers."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts import box_labels
from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.errors import kept
from coproduction_site.workflow.decide import press
from coproduction_site.workflow.versions import Stale
from stories.models import Story
from stories.models.local_offer import LocalOfferComment
from stories.models.publication import Publication, with_publications
from stories.moderation.local_offer_forms import LocalOfferForm

MOST = 200
SAVED = "The comment on the Local Offer is saved."


@admin.register(LocalOfferComment)
class LocalOfferCommentAdmin(VerbsOnly, admin.ModelAdmin):
    """A comment belongs to a story, so it is made from the story and not added by itself."""

    permission = "stories.moderate_story"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="stories_localoffercomment_changelist"),
            path(
                "<int:pk>/",
                signed_in(view(comment), box_labels.of(LocalOfferForm)),
                name="stories_localoffercomment_change",
            ),
        ]


@require_safe
def overview(request):
    comments = LocalOfferComment.objects.filter(story__in=_published(request)).select_related("story")
    newest = comments.order_by("is_ready", "-story__published_at", "-pk")[:MOST]
    return render(
        request,
        "admin/stories/moderation/local_offer_list.html",
        desk_page(request, "Local Offer", comments=with_publications(newest)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request, pk):
    """`pk` is the story's. The first save makes it a comment on the Local Offer as well."""
    story = get_object_or_404(_published(request), pk=pk)
    mark = LocalOfferComment.objects.filter(story=story).first() or LocalOfferComment(story=story)
    form = LocalOfferForm(request.POST or kept(request), instance=mark)
    refusal = ""
    if request.method == "POST" and (form.is_valid() or form.is_stale):
        answer = press(
            request, lambda: _keep(form, request.user), lambda: _just_kept(form, request.user)
        )
        if answer.done:
            return redirect("admin:stories_localoffercomment_changelist")
        refusal = "" if form.is_stale else answer.refusal
    page = desk_page(
        request,
        "Local Offer",
        story=story,
        publication=Publication.objects.filter(pk=story.pk).first(),
        form=form,
        refusal=refusal,
    )
    return render(request, "admin/stories/moderation/local_offer.html", page)


def _keep(form, user) -> str:
    if form.is_stale:
        raise Stale
    form.save(user)
    return SAVED


def _just_kept(form, user) -> str:
    written = {name: form.cleaned_data[name] for name in form.Meta.fields}
    mine = LocalOfferComment.objects.filter(story=form.instance.story, marked_by=user, **written)
    return SAVED if mine.exists() else ""


def _published(request):
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
    return Story.objects.published()
