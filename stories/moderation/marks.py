"""What the desk notes about a story, in the same form and under the same version as the public copy."""

from django import forms
from django.db.models import Q

from partners.models import CharterValue, CharterVersion
from stories.moderation import criticality
from stories.moderation.forms import COPY, PublicCopyForm

MARKS = ("criticality", "moderator_rung", "has_criticism", "has_health_detail", "themes", "values")


class ScreenForm(PublicCopyForm):
    """Everything that can be written about a story on the desk, apart from a decision."""

    marks_optional = False

    class Meta(PublicCopyForm.Meta):
        fields = [*COPY, *MARKS]
        labels = PublicCopyForm.Meta.labels | {
            "criticality": "How critical is it?",
            "moderator_rung": "Which rung is it, as you read it?",
            "themes": "What is it about?",
            "values": "Which values of the charter does it touch?",
        }
        help_texts = {
            "criticality": "From 3 on, two people must say yes before it is published.",
            "themes": "Everybody can find it by these.",
        }
        widgets = {
            "criticality": forms.RadioSelect(choices=criticality.CHOICES),
            "themes": forms.CheckboxSelectMultiple,
            "values": forms.CheckboxSelectMultiple,
        }

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["moderator_rung"].empty_label = "Not said"
        self.fields["values"].queryset = _values_for(self.instance)
        if (
            data is not None
            and not self.data.get("criticality")
            and self.instance.criticality is not None
        ):
            self.data["criticality"] = str(self.instance.criticality)

    @property
    def changed_marks(self) -> list[str]:
        return [name for name in self.changed_data if name in MARKS]

    @property
    def marks(self) -> dict:
        """For the verb, after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in MARKS}

    @property
    def yes_or_no(self):
        return [self["has_criticism"], self["has_health_detail"]]

    @property
    def about(self):
        """What there is to tick: a new site may have no themes yet."""
        return [self[name] for name in ("themes", "values") if self.fields[name].choices]

    def in_words(self, name, value):
        if value is None or isinstance(value, bool):
            return {None: "Not said", True: "Yes", False: "No"}[value]
        return super().in_words(name, value)


def _values_for(story):
    """Those of the charter as it stands, and what was chosen before it changed."""
    chosen = Q(pk__in=story.values.values("pk")) if story.pk else Q()
    return CharterValue.objects.filter(Q(version=CharterVersion.objects.in_force()) | chosen).distinct()
