"""For whom something is: a day, a chance to join in, a thing to read. The same words for all."""

from django.db import models


class Audience(models.TextChoices):
    EVERYBODY = "everybody", "Everybody"
    FAMILIES = "families", "Families"
    YOUNG_PEOPLE = "young", "Children and young people"
    STAFF = "staff", "People who work with families"
