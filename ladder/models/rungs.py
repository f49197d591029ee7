"""The seven rungs, and the ways of working that reach them. Found through `ladder.models`."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.remembered import remembered
from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned

LOWEST, HIGHEST = 1, 7


@shown_to_public
class Rung(Versioned):
    """One of the seven ways in which families can be involved, from coercion up to co-production."""

    class Band(models.TextChoices):
        WITH = "with", "With people"
        FOR = "for", "For people"
        TO = "to", "To people"

    number = models.PositiveSmallIntegerField(unique=True, help_text="1 is the lowest, 7 the top.")
    slug = models.SlugField("address", unique=True)
    name = models.CharField(max_length=40)
    band = models.CharField(max_length=4, choices=Band)
    meaning = models.TextField()
    sounds_like = models.CharField(max_length=200)
    example = models.TextField(help_text="Made up, and the page says so.")
    step_up = models.TextField("how to step up")
    methods = models.TextField("ways to do it", blank=True, help_text="One on each line.")
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="rung_number_is_on_the_ladder",
                condition=models.Q(number__range=(LOWEST, HIGHEST)),
                violation_error_message="The ladder has seven rungs, numbered 1 to 7.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("ladder:rung", args=[self.slug])

    @property
    def meaning_in_short(self) -> str:
        """Its first sentence, for a plank of the ladder."""
        return self.meaning.partition(". ")[0].rstrip(".") + "."

    @property
    def ways(self) -> list[str]:
        return [line.strip() for line in self.methods.splitlines() if line.strip()]

    def linked_ways(self, methods: "list[Method]") -> "list[Way]":
        """Its own lines, then the methods that often get as far and that no line has named."""
        named = [Way(way, next((one for one in methods if one.does(way)), None)) for way in self.ways]
        known = {way.method for way in named}
        reach = [one for one in methods if one.usual_highest_rung_id == self.pk and one not in known]
        return [*named, *(Way(one.name, one) for one in reach)]


@dataclass(frozen=True)
class Way:
    """One way to do what a rung asks for, and the page that tells how, if there is one."""

    name: str
    method: "Method | None" = None


@remembered(Rung)
def names_of_rungs() -> list[Rung]:
    """From the top down, without their texts."""
    return list(Rung.objects.only("number", "slug", "name", "band"))


@shown_to_public
class Method(Versioned):
    """A way of working with families, and how far up the ladder it usually reaches."""

    class Takes(models.TextChoices):
        HOURS = "hours", "A day or less"
        WEEKS = "weeks", "A few weeks"
        LONG = "long", "Months or more"

    slug = models.SlugField("address", unique=True)
    name = models.CharField(max_length=60)
    summary = models.CharField("what it is", max_length=300)
    for_one_person = models.BooleanField("for one person's plan", default=False)
    for_a_service = models.BooleanField("for a service", default=False)
    for_the_city = models.BooleanField("for the whole city", default=False)
    usual_highest_rung = models.ForeignKey(
        Rung, models.PROTECT, related_name="reached_by", verbose_name="highest rung, usually"
    )
    time = models.CharField("how long it takes", max_length=200)
    takes = models.CharField(
        "how long, to choose by", max_length=5, choices=Takes, blank=True, default="", db_default=""
    )
    steps = models.TextField(
        max_length=2_000, blank=True, default="", db_default="", help_text="One on each line."
    )
    access_needs = models.CharField("what helps everyone join in", max_length=300)
    risk = models.CharField("what can go wrong", max_length=300)
    telling_back = models.CharField(
        "how to tell people what came of it", max_length=300, blank=True, default="", db_default=""
    )
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                name="method_works_at_some_level",
                condition=models.Q(for_one_person=True)
                | models.Q(for_a_service=True)
                | models.Q(for_the_city=True),
                violation_error_message="Tick at least one level for this method.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("ladder:method", args=[self.slug])

    @property
    def summary_in_short(self) -> str:
        """Its first sentence, for a list to choose from."""
        return self.summary.partition(". ")[0].rstrip(".") + "."

    @property
    def steps_one_by_one(self) -> list[str]:
        return [line.strip() for line in self.steps.splitlines() if line.strip()]

    def does(self, way: str) -> bool:
        """Whether a line of a rung, such as “Design workshops”, is this method in other words."""
        name = self.name.partition(" or ")[0].lower()
        return name in way.lower()

    @property
    def levels(self) -> list[str]:
        named = {
            "One person": self.for_one_person,
            "A service": self.for_a_service,
            "The city": self.for_the_city,
        }
        return [name for name, works in named.items() if works]
