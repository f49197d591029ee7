from django import template
from django.conf import settings
from django.utils import translation

from coproduction_site.in_languages.known import ENGLISH

register = template.Library()
AS_IN_ENGLISH = {"words_wait": False, "english_name": "", "lang": "", "direction": ""}


class CheckedWordsNode(template.Node):
    def __init__(self, nodelist, element="div"):
        self.nodelist, self.element = nodelist, element

    def render(self, context):
        if not context.get("words_wait"):
            return self.nodelist.render(context)
        with translation.override(settings.LANGUAGE_CODE), context.push(**AS_IN_ENGLISH):
            words = self.nodelist.render(context)
        if not words.strip():
            return ""
        start = 'div class="flow"' if self.element == "div" else self.element
        return f'<{start} lang="{ENGLISH}" dir="ltr">{words}</{self.element}>'


@register.tag
def checked_words(parser, token):
    """`{% checked_words %}…{% endchecked_words %}`: about safety or consent; `{% checked_words bdi %}` within a sentence.

    In a language in which no speaker has checked these words they stand in English, and their buttons and links are
    those of the page in English.
    """
    _, *element = token.split_contents()
    nodelist = parser.parse(["endchecked_words"])
    parser.delete_first_token()
    return CheckedWordsNode(nodelist, *element)
