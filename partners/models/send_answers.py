"""Seven questions about SEND that a Local Offer asks of whoever helps, in our own words."""

from django.db import models

LONGEST = 1_500


class SendAnswers(models.Model):
    """The labels are the questions as a family would ask them; they stand on the public page."""

    send_needs = models.TextField("Which needs do they know well?", blank=True, max_length=LONGEST)
    send_finding_out = models.TextField(
        "How do they find out what somebody needs?", blank=True, max_length=LONGEST
    )
    send_changes = models.TextField(
        "What do they change so that everybody can take part?", blank=True, max_length=LONGEST
    )
    send_say = models.TextField(
        "How do young people and families have a say?", blank=True, max_length=LONGEST
    )
    send_training = models.TextField(
        "What have their staff learned about SEND?", blank=True, max_length=LONGEST
    )
    send_moving_on = models.TextField(
        "How do they help when somebody moves on?", blank=True, max_length=LONGEST
    )
    send_worries = models.TextField("What if something goes wrong?", blank=True, max_length=LONGEST)

    class Meta:
        abstract = True


QUESTIONS = {field.name: str(field.verbose_name) for field in SendAnswers._meta.local_fields}
