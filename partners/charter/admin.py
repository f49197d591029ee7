"""The council's desk for the charter: its versions, its levels, and the seats on the panel."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import slugify
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import RichTextAdmin, desk_page
from coproduction_site.drafts.admin import Drafted
from coproduction_site.forms import Form, MailAddressFormField
from coproduction_site.models import User
from coproduction_site.plain_errors import PlainErrors
from coproduction_site.rich_text import shown
from coproduction_site.workflow.draft_admin import OnlyDraftsGoBack, WrittenInDrafts, is_draft
from coproduction_site.workflow.versions import AsShown, VersionedForm
from partners.members.invitations import invite_to_panel
from partners.models import CharterValue, CharterVersion, Invitation, PanelSeat, Pledge, StatusLevel

FROZEN = ["number", "dated_on", "preamble_shown", "made_by", "for_children", "is_published"]


class ValueForm(PlainErrors, forms.ModelForm):
    def clean(self):
        """The address comes from the first name of a value, and stays when the name changes."""
        cleaned = super().clean()
        cleaned["slug"] = cleaned.get("slug") or slugify(cleaned.get("name", ""))[:50]
        return cleaned


class ValueAloneForm(ValueForm, VersionedForm):
    """Also written on the page of the charter, so the version of the charter counts."""

    @property
    def versioned_row(self):
        return self.instance.version


class CharterValueInline(WrittenInDrafts, admin.StackedInline):
    model = CharterValue
    form = ValueForm
    extra = 0


class AdoptForm(AsShown, Form):
    on = forms.DateField(
        label="On which day did the Board adopt it?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    by = forms.CharField(label="Who adopted it?", max_length=120)

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError("This day is still to come.")
        return self.cleaned_data["on"]


@admin.register(CharterVersion)
class CharterVersionAdmin(Drafted, OnlyDraftsGoBack, RichTextAdmin, SimpleHistoryAdmin):
    """A draft is written; a wording that was adopted is never touched again: a newer one takes its place."""

    change_form_template = "admin/partners/charter/charter_version.html"
    change_list_template = "admin/partners/charter/charter_versions.html"
    list_display = ["__str__", "dated_on", "adopted_on", "is_published"]
    list_filter = ["state", "is_published"]
    inlines = [CharterValueInline]

    def get_readonly_fields(self, request, obj=None):
        return [] if is_draft(obj) else FROZEN

    def get_exclude(self, request, obj=None):
        hidden = [] if is_draft(obj) else ["preamble"]
        return [*super().get_exclude(request, obj), *hidden]

    @admin.display(description="preamble")
    def preamble_shown(self, version):
        return shown(version.preamble)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_draft(obj)

    def live_version(self, pk):
        return CharterVersion.objects.filter(pk=pk).first()

    def takes_drafts(self, request, row=None):
        return super().takes_drafts(request, row) and is_draft(row)

    def as_public(self, version):
        CharterVersion.objects.filter(pk=version.pk).update(is_published=True)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/adopt/", view(self.adopt), name="partners_charterversion_adopt"),
            path("<int:pk>/next/", view(self.begin_next), name="partners_charterversion_next"),
            *super().get_urls(),
        ]

    def adopt(self, request, pk):
        version = self._version(request, pk)
        if not version.is_draft:
            messages.info(request, f"{version} is not a draft, so there is nothing to adopt.")
            return redirect("admin:partners_charterversion_changelist")
        today = {"on": timezone.localdate()}
        form = AdoptForm(request.POST or None, shown=version.version, initial=today)
        if form.is_valid():
            try:
                version.adopt(**form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(request, version, "Adopted")
                messages.success(request, f"{version}. Everybody reads it now.")
                return redirect("admin:partners_charterversion_changelist")
        context = self.admin_site.each_context(request) | {
            "title": f"Adopt version {version.number}",
            "form": form,
            "version": version,
            "letters": Pledge.objects.to_tell(version).count(),
        }
        return render(request, "admin/partners/charter/adopt.html", context)

    def begin_next(self, request, pk):
        version = self._version(request, pk)
        if request.method != "POST":
            return redirect("admin:partners_charterversion_change", pk)
        try:
            draft = version.next_draft()
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect("admin:partners_charterversion_change", pk)
        self.log_addition(request, draft, f"Begun from version {version.number}")
        messages.success(request, f"Version {draft.number} is a draft. Nobody else can see it yet.")
        return redirect("admin:partners_charterversion_change", draft.pk)

    def _version(self, request, pk) -> CharterVersion:
        version = CharterVersion.objects.filter(pk=pk).first()
        if version is None:
            raise Http404
        if not self.has_change_permission(request, version):
            raise PermissionDenied
        return version


@admin.register(CharterValue)
class CharterValueAdmin(Drafted, OnlyDraftsGoBack, SimpleHistoryAdmin):
    """For the history of one value; values are written on the page of their version."""

    list_display = ["name", "version", "order"]
    list_filter = ["version"]
    list_select_related = ["version"]
    form = ValueAloneForm

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_draft(obj and obj.version)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_draft(obj and obj.version)

    def live_version(self, pk):
        return CharterVersion.objects.filter(values=pk).first()

    def shown_at(self, value):
        return value.version.get_absolute_url()

    def as_public(self, value):
        CharterVersion.objects.filter(values=value).update(is_published=True)


@admin.register(StatusLevel)
class StatusLevelAdmin(Drafted, admin.ModelAdmin):
    list_display = ["name", "meaning", "years", "order"]
    prepopulated_fields = {"slug": ["name"]}

    def shown_at(self, level):
        return reverse("charter:statuses")


class SeatForm(Form):
    """By address: somebody who never signed in gets a way in, and is neither staff nor a partner."""

    email = MailAddressFormField(
        label="E-mail address", help_text="They get a letter, and have the seat when they say yes."
    )
    name = forms.CharField(label="Name", max_length=100, required=False)
    side = forms.ChoiceField(label="Sits as", choices=PanelSeat.Side, widget=forms.RadioSelect)

    def clean_email(self):
        address = self.cleaned_data["email"]
        if PanelSeat.objects.filter(user__email__iexact=address).exists():
            raise ValidationError("This person has a seat already.")
        if Invitation.objects.open().for_panel().filter(user__email__iexact=address).exists():
            raise ValidationError("This person is invited already. “Invitations” can send it again.")
        if User.objects.filter(email__iexact=address, is_active=False).exists():
            raise ValidationError("This person may not sign in any more.")
        return address


@admin.register(PanelSeat)
class PanelSeatAdmin(admin.ModelAdmin):
    list_display = ["user", "side", "created_at"]
    list_filter = ["side"]
    list_select_related = ["user"]

    fields = ["user", "side"]
    readonly_fields = ["user"]

    def add_view(self, request, form_url="", extra_context=None):
        """Nobody is given a seat: they are asked, and take it when they say yes."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = SeatForm(request.POST or None)
        if form.is_valid():
            asked = invite_to_panel(**form.cleaned_data)
            self.log_addition(request, asked, "Invited to the panel")
            messages.success(request, f"An invitation to {asked.user.email} is on its way.")
            return redirect("admin:partners_panelseat_changelist")
        page = desk_page(request, "Invite somebody to the panel", form=form)
        return render(request, "admin/partners/charter/invite_to_panel.html", page)
