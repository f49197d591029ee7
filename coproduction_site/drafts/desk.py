"""Everything that is prepared, in one list; and the screen of one draft: compare, share, ask, throw away."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.drafts import comparing, letters
from coproduction_site.drafts.desks import desk_of, drafts_for, has_a_desk
from coproduction_site.drafts.forms import AskForm
from coproduction_site.drafts.models import Draft
from coproduction_site.workflow.ask_once import Question, unsure
from coproduction_site.workflow.decide import Decision, Screen

MOST = 200
LIST = "admin:coproduction_site_draft_changelist"


def _ask(draft, user, address, message) -> None:
    """Who is asked twice gets the same link twice."""
    if not draft.is_shared:
        draft.share()
    letters.ask(draft, user, address, message)


SHARE = Decision(
    name="share",
    verb=Draft.share,
    done="There is a new link. A link from before does not work any more.",
    found=lambda draft, user: bool(draft and draft.is_shared_as_it_is),
)
STOP_SHARING = Decision(
    name="stop_sharing",
    verb=Draft.stop_sharing,
    done="The link does not work any more.",
    found=lambda draft, user: bool(draft and not draft.is_shared),
)
ASK = Decision(
    name="ask",
    verb=_ask,
    done="Your colleague gets a letter with the link.",
    form=AskForm,
    found=lambda draft, user, address, message: False,
)
NOT_THEN = Decision(
    name="do_not_publish",
    verb=Draft.do_not_publish,
    done="It does not go out by itself. The draft is kept.",
    found=lambda draft, user: bool(draft and draft.publish_at is None),
)
THROW_AWAY = Decision(
    name="throw_away",
    verb=Draft.throw_away,
    done="The draft is thrown away. What is live has not changed.",
    found=lambda draft, user: draft is None,
)


@admin.register(Draft)
class DraftAdmin(VerbsOnly, admin.ModelAdmin):
    """For whoever may write something that the public reads, and only what they may write."""

    def has_module_permission(self, request):
        return has_a_desk(request)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="coproduction_site_draft_changelist"),
            path("<int:pk>/change/", view(one_draft), name="coproduction_site_draft_change"),
        ]


@require_safe
def overview(request):
    drafts = [(draft, desk_of(draft)) for draft in drafts_for(request)[:MOST]]
    rows = [(draft, desk.opts.verbose_name, desk.address_of(draft)) for draft, desk in drafts]
    context = desk_page(request, "Drafts", rows=rows)
    return render(request, "admin/drafts/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one_draft(request, pk):
    question = request.POST.get("do") == THROW_AWAY.name and unsure(request, _question(request))
    if question:
        return question
    screen = Screen(
        request, lambda: _mine(request, pk), [SHARE, STOP_SHARING, ASK, NOT_THEN, THROW_AWAY]
    )
    if screen.is_done():
        return redirect(request.path) if _mine(request, pk) else redirect(LIST)
    if screen.row is None:
        raise Http404
    draft, desk = screen.row, desk_of(screen.row)
    context = desk_page(
        request,
        f"Draft: {draft.title}",
        draft=draft,
        address=desk.address_of(draft),
        link=letters.shared_address(draft) if draft.is_shared else "",
        comparison=comparing.compared(desk, request, draft),
        form=screen.form_of(ASK),
        refusal=screen.refusal,
    )
    return render(request, "admin/drafts/draft.html", context)


def _question(request) -> Question:
    return Question(
        title="Throw this draft away?",
        happens=("What is prepared here is gone, for everybody.", "What is live does not change."),
        button="Throw it away",
        back=request.path,
    )


def _mine(request, pk) -> Draft | None:
    return drafts_for(request).filter(pk=pk).first()
