from django import template
from django.conf import settings
from django.utils import translation

from coproduction_site.in_languages.known import ENGLISH

register = template.Library()
AS_IN_ENGLISH = {"words_wait": False, "english_name": "", "lang": "", "direction": ""}


class CheckedWordsNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        if not context.get("words_wait"):
            return self.nodelist.render(context)
        with translation.override(settings.LANGUAGE_CODE), context.push(**AS_IN_ENGLISH):
            words = self.nodelist.render(context)
        return f'<div class="flow" lang="{ENGLISH}" dir="ltr">{words}</div>'


@register.tag
def checked_words(parser, token):
    """`{% checked_words %}…{% endchecked_words %}`: about safety or consent. In a language in which no speaker has
    checked these words they stand in English, and their buttons and links are those of the page in English.
    """
    nodelist = parser.parse(["endchecked_words"])
    parser.delete_first_token()
    return CheckedWordsNode(nodelist)
