"""{% with_listed_words %} stands around our own words on a page. Their first uses of listed words are links, and the
meanings stand at their end, folded."""

from django import template
from django.template.loader import render_to_string

from coproduction_site.cache.remembered import kept
from coproduction_site.listed_words import Listed, linked

register = template.Library()


class WithListedWords(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        content = self.nodelist.render(context)
        if not context.get("lang", "en").startswith("en"):
            return content
        known, path = context["listed_words"](), context["request"].path
        key = (WithListedWords, content, known, path)
        return kept.follows(key, lambda: _with_their_meanings(content, known, path))


def _with_their_meanings(content: str, known: Listed, path: str) -> str:
    html, words = linked(content, known, path)
    return html + render_to_string("includes/words_on_this_page.html", {"words": words})


@register.tag
def with_listed_words(parser, token):
    nodelist = parser.parse(("endwith_listed_words",))
    parser.delete_first_token()
    return WithListedWords(nodelist)
