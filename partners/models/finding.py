"""Which partners somebody may find, or may edit. Django finds this through `partners.models`."""

from django.db import models
from django.db.models import Case, Q, Value, When

from partners.models.terms import SILENCE_MEANS_ALL, Term

MOST_WORDS = 10
NEAREST = 3


class PartnerQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(is_listed=True)

    def current(self):
        return self.listed().filter(standing=self.model.Standing.CURRENT)

    def former(self):
        return self.listed().filter(standing=self.model.Standing.FORMER)

    def out_of_reach(self):
        """Whom a family can neither ring nor write to."""
        return self.current().filter(phone="", email="")

    def matching(self, filters: dict):
        """Who fits every answer to the directory's form, first those who say so themselves."""
        if not filters:
            return self.listed()
        found = self.listed()
        for name, value in filters.items():
            found = found.filter(_says(name, value) | _says_nothing(name))
        return found.alias(fit=_fit(filters)).order_by("-fit", "order", "name")

    def nearest(self, filters: dict):
        """The few partners of today that fit most of it, for somebody whom nobody fits in all."""
        if not filters:
            return self.none()
        found = self.current().alias(fit=_fit(filters)).filter(fit__gt=0)
        return found.order_by("-fit", "order", "name")[:NEAREST]

    def saying(self, text: str):
        """Every word is in its name, its old names, its sentence, or a word that it is sorted under."""
        return self.filter(_has_words(text))

    def editable_by(self, user):
        """The whole permission system of partners: what is not found here does not exist for them."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_staff and user.has_perm("partners.change_partner"):
            return self
        return self.filter(memberships__user=user).distinct()


def sorted_under(**term) -> models.Exists:
    return models.Exists(Term.objects.filter(partners=models.OuterRef("pk"), **term))


def _has_words(text: str) -> Q:
    found = Q()
    for word in text.split()[:MOST_WORDS]:
        somewhere = Q(name__icontains=word) | Q(formerly__icontains=word) | Q(summary__icontains=word)
        found &= somewhere | Q(sorted_under(name__icontains=word))
    return found


def _is_for_age(age: int) -> Q:
    names_one = Q(age_from__isnull=False) | Q(age_to__isnull=False)
    from_then = Q(age_from=None) | Q(age_from__lte=age)
    until_then = Q(age_to=None) | Q(age_to__gte=age)
    return names_one & from_then & until_then


def _says(name: str, value) -> Q:
    if name in SAYS:
        return SAYS[name](value)
    return Q(sorted_under(slug=value))


def _says_nothing(name: str) -> Q:
    """Who names no age, need or area is for all of them. In everything else silence is a no."""
    if name in SILENCE_MEANS_ALL:
        return ~Q(sorted_under(vocabulary=name))
    return Q(age_from=None, age_to=None) if name == "age" else Q(pk__in=[])


def _fit(filters: dict):
    """Two for each answer that a partner says it fits, one where it says nothing and so is for all."""
    points = [
        Case(
            When(_says(name, value), then=2),
            When(_says_nothing(name), then=1),
            default=0,
            output_field=models.IntegerField(),
        )
        for name, value in filters.items()
    ]
    return sum(points, Value(0, output_field=models.IntegerField()))


SAYS = {"search": _has_words, "kind": lambda kind: Q(kind=kind), "age": _is_for_age}
