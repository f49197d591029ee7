from django.db import migrations

REASONS = {
    "declined": {
        "identifies": "Somebody could be recognised",
        "legal": "It touches a court or care matter",
        "abuse": "It is unkind to somebody",
        "not_a_story": "It is not about working together",
        "advert": "It is an advert or spam",
        "duplicate": "We have this story already",
        "other": "Something else",
    },
    "taken_down": {
        "asked": "Somebody in the story asked us to",
        "identifies": "Somebody could be recognised",
        "not_right": "Something in it may not be right",
        "legal": "It touches a court or care matter",
        "photo": "There is a worry about a photo",
        "other": "Something else",
    },
}
ROWS = 500


def prose_into_codes(apps, schema_editor):
    """Until now an event began with its reason as a sentence. What begins in another way has another reason."""
    for events in _batches(apps, schema_editor, reason=""):
        for event in events:
            event.reason, event.words = _code_and_words(event.kind, event.words)
        events[0].__class__.objects.bulk_update(events, ["reason", "words"])


def codes_into_prose(apps, schema_editor):
    for events in _batches(apps, schema_editor, reason__gt=""):
        for event in events:
            event.words = f"{REASONS[event.kind][event.reason]}. {event.words}".strip()
            event.reason = ""
        events[0].__class__.objects.bulk_update(events, ["reason", "words"])


def _batches(apps, schema_editor, **which):
    """Each in a statement of its own, so that nobody waits long for a row."""
    events = apps.get_model("stories", "StoryEvent").objects.using(schema_editor.connection.alias)
    due = events.filter(kind__in=REASONS, **which).order_by("pk")
    while batch := list(due[:ROWS]):
        yield batch


def _code_and_words(kind, words):
    for code, label in REASONS[kind].items():
        if words.startswith(f"{label}."):
            return code, words.removeprefix(f"{label}.").strip()
    return "other", words


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("stories", "0002_story_event_reason")]

    operations = [migrations.RunPython(prose_into_codes, codes_into_prose)]
