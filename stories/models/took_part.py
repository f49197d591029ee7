"""Who took part besides our partners, and that nobody was asked: for moderators, and never public."""

from django.db import models
from django.utils.translation import gettext_noop as _

NOT_ASKED = _("We were not asked at all")


class TookPart(models.Model):
    """Columns of a story. A school is named by its teller to us, and to nobody else: it tells who a child is."""

    not_asked = models.BooleanField(NOT_ASKED, default=False, db_default=False, editable=False)
    school = models.CharField(
        "which school or nursery took part?", max_length=200, blank=True, default="", db_default=""
    )
    other_organisation = models.CharField(
        "which other organisation took part?", max_length=200, blank=True, default="", db_default=""
    )
    is_unsure_who = models.BooleanField(
        "I am not sure which ones took part", default=False, db_default=False
    )

    class Meta:
        abstract = True

    @property
    def named_in_confidence(self) -> list[str]:
        return [name for name in (self.school, self.other_organisation) if name]

    @property
    def felt_rung(self) -> str:
        """As its teller felt it. Not to be asked is below the ladder, so it is no rung."""
        return f"{NOT_ASKED} (below the ladder)" if self.not_asked else str(self.rung or "")
