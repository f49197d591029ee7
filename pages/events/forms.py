from django import forms
from django.utils import timezone

from coproduction_site.forms import Form
from coproduction_site.workflow.versions import Stale, VersionedForm
from pages.events.models import Event

TOO_FEW = "{} people have a place or are offered one. Cancel some bookings first."
NO_ROOM_LEFT = "Somebody booked while you were writing. Look at the number of places again."


class EventForm(VersionedForm):
    """What staff write. Places that are taken are counted elsewhere, and never written over."""

    class Meta:
        model = Event
        fields = [
            *("title", "slug", "summary", "kind", "audience"),
            *("starts_at", "ends_at", "place", "costs", "pays", "run_by"),
            *("step_free", "hearing_loop", "accessible_toilet", "parking", "quiet_room", "interpreter"),
            *("getting_in", "capacity", "about", "outcome"),
        ]

    def clean(self):
        cleaned = super().clean()
        taken = self._taken_now()
        if taken > (self.cleaned_data.get("capacity") or 0) and "capacity" not in self.errors:
            self.add_error("capacity", TOO_FEW.format(taken))
        return cleaned

    def take_version(self):
        """From here on the row is ours: nobody books until all is written."""
        super().take_version()
        self.instance.taken = self._taken_now()
        if self.instance.taken > (self.instance.capacity or 0):
            raise Stale(NO_ROOM_LEFT)
        self.instance.stage = self.instance.stage_at(timezone.now())

    def _taken_now(self) -> int:
        rows = Event.objects.filter(pk=self.instance.pk)
        return rows.values_list("taken", flat=True).first() or 0


class CancelForm(Form):
    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="Everybody who booked reads exactly these words, and so does the page.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why. They need to know."},
    )
