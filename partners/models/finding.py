"""Which partners somebody may find, or may edit. Django finds this through `partners.models`."""

from django.db import models


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
        """Who fits the answers to the directory's form. A partner that names no age is for every age."""
        partners = self.listed()
        if "kind" in filters:
            partners = partners.filter(kind=filters["kind"])
        for name in ("who", "help"):
            if name in filters:
                partners = partners.filter(terms__slug=filters[name])
        if "age" in filters:
            age = filters["age"]
            partners = partners.exclude(age_from__gt=age).exclude(age_to__lt=age)
        return partners

    def editable_by(self, user):
        """The whole permission system of partners: what is not found here does not exist for them."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_staff and user.has_perm("partners.change_partner"):
            return self
        return self.filter(memberships__user=user).distinct()
