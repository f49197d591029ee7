"""The words by which the directory is sorted. Django finds them through `partners.models`."""

import uuid
from typing import NamedTuple

from django.db import models

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.put_once import PutOnce
from coproduction_site.workflow.versions import Versioned

SILENCE_MEANS_ALL = ("need", "area")


class TermQuerySet(models.QuerySet):
    def in_use(self):
        """Words under which somebody in the directory can be found. Who names no need and no area is for all of them."""
        named = models.Q(partners__is_listed=True)
        return self.filter(named | models.Q(vocabulary__in=SILENCE_MEANS_ALL)).distinct()


@shown_to_public
class Term(Versioned):
    """A word by which partners are sorted: whom they help and with what, and where."""

    class Vocabulary(models.TextChoices):
        WHO_HELPED = "who_helped", "Who they help"
        KIND_OF_HELP = "kind_of_help", "Kind of help"
        NEED = "need", "Need or condition"
        AREA = "area", "Part of the city"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vocabulary = models.CharField(max_length=20, choices=Vocabulary)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "order", "name"]

    def __str__(self):
        return self.name

    @property
    def is_area(self) -> bool:
        return self.vocabulary == self.Vocabulary.AREA


class NameOfTerm(NamedTuple):
    vocabulary: str
    name: str


def names_of_terms(partner) -> list[NameOfTerm]:
    """In their order."""
    return [NameOfTerm(*row) for row in _of_partner(of=partner.pk)]


@PutOnce
def _of_partner(of: int) -> models.QuerySet:
    return Term.objects.filter(partners=of).values_list("vocabulary", "name")
