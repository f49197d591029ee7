"""The warning before a story, with whom to ring about what it warns of."""

from django import template

register = template.Library()


@register.inclusion_tag("stories/publication/content_note.html", takes_context=True)
def content_note(context, note: str) -> dict:
    numbers = [number for number in context.get("urgent_numbers", ()) if number.helps_with_note(note)]
    return {"note": note, "numbers": numbers}
