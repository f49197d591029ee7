"""What somebody said who asked to be rung, as they may have it themselves."""

from django.utils import timezone


def in_plain_words(call) -> dict:
    return {
        "Reference": call.reference,
        "Number": call.number,
        "Name": call.name,
        "When to ring": call.when,
        "Language": call.in_which_language,
        "Words": call.words,
        "Asked": f"{timezone.localtime(call.asked_at):%-d %B %Y}",
    }
